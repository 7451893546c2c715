import { type Capability, type CapabilityScores, capabilityIndex } from '@/lib/model/capability';
import type { ExchangeRecord } from '@/lib/model/records';
import { scoreCapabilities } from './capability';
import { decide, systemVotes } from './labels/decide';
import { clean, excerpt } from './mask';
import { Memo } from './memo';
import { NO_CUES, readCues } from './reader';
import { type ScaffoldKeys, scaffoldKeys, systemKey } from './scaffold';
import { type Keyed, parameterVector, toolSchema } from './structure';
import { NO_TOOLS, toolKinds } from './tool-kinds';

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

/** Overwritten by each exchange, and not used beyond it. */
const promptCues = readCues('');

/** All that ingest derives from the text of one exchange. Pure: the same exchange always gives the same. */
export function analyzeExchange(exchange: AnalyzedFields, retention: PromptRetention): ExchangeAnalysis {
  const prompt = exchange.prompt ?? '';
  const system = exchange.system ? systems.get(exchange.system) : null;
  const tools =
    exchange.tools && exchange.tools.length > 0
      ? (preparedTools.get(exchange.tools) ?? toolsets.get(JSON.stringify(exchange.tools)))
      : null;
  const found = prompt === '' ? NO_CUES : readCues(prompt, promptCues);
  const { modalities } = exchange;
  const kinds = tools?.kinds ?? NO_TOOLS;
  const reasoningRefs = exchange.reasoning_refs?.length ?? 0;
  const ruled = scoreCapabilities({
    system: system?.cues ?? NO_CUES,
    prompt: found,
    tools: kinds,
    modalities,
    reasoningRefs,
  });
  const shape = {
    tools: kinds,
    image: modalities?.includes('image') ?? false,
    screen: modalities?.includes('screen') ?? false,
    reasoningRefs,
    hasSystem: system !== null,
  };
  const { capability, score, scores } = decide(ruled, prompt, found, shape, system?.votes ?? null);
  const keys = scaffoldKeys(prompt);
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
    parameterVector: exchange.params ? vectorOf(exchange.params) : null,
    excerpt: kept(prompt, retention),
    systemExcerpt:
      retention === 'excerpt' ? (system?.excerpt ?? null) : kept(exchange.system ?? '', retention),
  };
}

function vectorOf(params: NonNullable<AnalyzedFields['params']>): Keyed | null {
  const prepared = preparedParams.get(params);
  return prepared === undefined ? vectors.get(JSON.stringify(params)) : prepared;
}

function kept(text: string, retention: PromptRetention): string | null {
  if (retention === 'none' || text === '') return null;
  return retention === 'full' ? clean(text) : excerpt(text);
}
