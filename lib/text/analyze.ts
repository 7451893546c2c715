import { type Capability, type CapabilityScores, capabilityIndex } from '@/lib/model/capability';
import type { ExchangeRecord } from '@/lib/model/records';
import { type CapabilityResult, scoreCapabilities } from './capability';
import { decide, systemVotes } from './labels/decide';
import { clean, excerpt, excerptOf } from './mask';
import { Memo } from './memo';
import { type Found, NO_CUES, readCues, readCuesOf } from './reader';
import { type ScaffoldKeys, scaffoldKeysOf, systemKey } from './scaffold';
import { type Keyed, parameterVector, toolSchema } from './structure';
import { NO_TOOLS, toolKinds } from './tool-kinds';
import { Spelled } from './units';

/** What is kept of prompt text (`RETORT_PROMPTS`). */
export type PromptRetention = 'none' | 'excerpt' | 'full';

/** The fields of an exchange record that text analysis reads. */
export type AnalyzedFields = Pick<
  ExchangeRecord,
  'system' | 'prompt' | 'tools' | 'modalities' | 'reasoning_refs' | 'reasoning_issued' | 'params'
>;

/** Everything ingest stores of an exchange's text. */
export interface ExchangeAnalysis extends ScaffoldKeys {
  capability: Capability;
  /** The smallint stored. */
  capabilityIndex: number;
  /** Score of the primary label, 0 to 1. */
  score: number;
  scores: CapabilityScores;
  toolSchema: Keyed | null;
  parameterVector: Keyed | null;
  /** Masked beginning (`excerpt`) or the whole text, cleaned but not masked (`full`); `null` with `none`. */
  excerpt: string | null;
  systemExcerpt: string | null;
}

/** The work on a system prompt, on tools and on parameters is done once for each different one. */
const systems = new Memo((system: string) => {
  const cues = readCues(system);
  return { key: systemKey(system), cues, votes: systemVotes(system, cues), excerpt: excerpt(system) };
});
const toolsets = new Memo((json: string) => {
  const tools = JSON.parse(json) as NonNullable<AnalyzedFields['tools']>;
  return { schema: toolSchema(tools), kinds: toolKinds(tools) };
});
const vectors = new Memo((json: string) => parameterVector(JSON.parse(json) as Record<string, unknown>));

/** The same by the lists and objects themselves, for callers that keep those. */
const preparedTools = new WeakMap<object, ReturnType<typeof toolsets.get>>();
const preparedParams = new WeakMap<object, Keyed | null>();

/** Analyses tools that {@link analyzeExchange} will see again and again, as this very list, unchanged. */
export function prepareTools(tools: NonNullable<AnalyzedFields['tools']>): void {
  if (tools.length > 0) preparedTools.set(tools, toolsets.get(JSON.stringify(tools)));
}

/** The same for parameters. */
export function prepareParams(params: NonNullable<AnalyzedFields['params']>): void {
  preparedParams.set(params, vectors.get(JSON.stringify(params)));
}

/** How many exchanges are looked at side by side. */
export const MOST_AT_ONCE = 64;
/** Longer prompts get memory of their own. */
const USUAL_PROMPT = 4_096;

/** What is known of an exchange between two steps. The arrays are used again for the next exchanges. */
class Sheet {
  readonly prompt = new Spelled(USUAL_PROMPT);
  readonly cues: Found = new Uint8Array(NO_CUES.length);
  system: ReturnType<typeof systems.get> | null = null;
  tools: ReturnType<typeof toolsets.get> | null = null;
  label: CapabilityResult | null = null;
  keys: Omit<ScaffoldKeys, 'system'> = NO_KEYS;
}

const NO_KEYS = { head: null, tail: null, frame: null };
const sheets: Sheet[] = [];

/** All that ingest derives from the text of one exchange. Pure: the same exchange always gives the same. */
export function analyzeExchange(exchange: AnalyzedFields, retention: PromptRetention): ExchangeAnalysis {
  return analyzeExchanges([exchange], 1, retention)[0] as ExchangeAnalysis;
}

/**
 * The same of the first `count` of some exchanges, at most {@link MOST_AT_ONCE}. Each step goes over all of them before the
 * next begins, so that its tables and its code are in the processor's nearest cache for all but the first: half of the time.
 */
export function analyzeExchanges(
  exchanges: readonly AnalyzedFields[],
  count: number,
  retention: PromptRetention,
): ExchangeAnalysis[] {
  while (sheets.length < count) sheets.push(new Sheet());
  for (let i = 0; i < count; i++) look(exchanges[i] as AnalyzedFields, sheets[i] as Sheet);
  for (let i = 0; i < count; i++) {
    const { prompt, cues } = sheets[i] as Sheet;
    readCuesOf(prompt, cues);
  }
  for (let i = 0; i < count; i++) labelOne(exchanges[i] as AnalyzedFields, sheets[i] as Sheet);
  for (let i = 0; i < count; i++) {
    const sheet = sheets[i] as Sheet;
    sheet.keys = scaffoldKeysOf(sheet.prompt);
  }
  const results: ExchangeAnalysis[] = [];
  for (let i = 0; i < count; i++)
    results.push(conclude(exchanges[i] as AnalyzedFields, sheets[i] as Sheet, retention));
  // No sheet holds on to the memory of a long prompt.
  for (const { prompt } of sheets) if (prompt.text.length > USUAL_PROMPT) prompt.load('');
  return results;
}

function look(exchange: AnalyzedFields, sheet: Sheet): void {
  const { tools, system } = exchange;
  sheet.system = system ? systems.get(system) : null;
  sheet.tools =
    tools && tools.length > 0 ? (preparedTools.get(tools) ?? toolsets.get(JSON.stringify(tools))) : null;
  sheet.prompt.load(exchange.prompt ?? '');
}

function labelOne({ modalities, reasoning_refs }: AnalyzedFields, sheet: Sheet): void {
  const { system, cues } = sheet;
  const tools = sheet.tools?.kinds ?? NO_TOOLS;
  const reasoningRefs = reasoning_refs?.length ?? 0;
  const ruled = scoreCapabilities({
    system: system?.cues ?? NO_CUES,
    prompt: cues,
    tools,
    modalities,
    reasoningRefs,
  });
  const shape = {
    tools,
    image: modalities?.includes('image') ?? false,
    screen: modalities?.includes('screen') ?? false,
    reasoningRefs,
    hasSystem: system !== null,
  };
  sheet.label = decide(ruled, sheet.prompt, cues, shape, system?.votes ?? null);
}

function conclude(
  { system: systemPrompt, params }: AnalyzedFields,
  { prompt, system, tools, label, keys }: Sheet,
  retention: PromptRetention,
): ExchangeAnalysis {
  const { capability, score, scores } = label as CapabilityResult;
  return {
    capability,
    capabilityIndex: capabilityIndex(capability),
    score,
    scores,
    system: system?.key ?? null,
    head: keys.head,
    tail: keys.tail,
    frame: keys.frame,
    toolSchema: tools?.schema ?? null,
    parameterVector: params ? vectorOf(params) : null,
    excerpt: retention === 'excerpt' && prompt.text !== '' ? excerptOf(prompt) : kept(prompt.text, retention),
    systemExcerpt: retention === 'excerpt' ? (system?.excerpt ?? null) : kept(systemPrompt ?? '', retention),
  };
}

function vectorOf(params: NonNullable<AnalyzedFields['params']>): Keyed | null {
  const prepared = preparedParams.get(params);
  return prepared === undefined ? vectors.get(JSON.stringify(params)) : prepared;
}

/** Of what has no excerpt. */
function kept(text: string, retention: PromptRetention): string | null {
  return retention === 'full' && text !== '' ? clean(text) : null;
}
