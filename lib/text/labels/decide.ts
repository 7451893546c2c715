import {
  CAPABILITIES,
  type Capability,
  type CapabilityScores,
  capabilityIndex,
} from '@/lib/model/capability';
import type { CapabilityResult } from '@/lib/text/capability';
import type { Found } from '@/lib/text/reader';
import { type Spelled, spelled } from '@/lib/text/units';
import { promptInputs, type RequestShape, systemInputs } from './facts';
import { LabelModel } from './model';
import { WEIGHTS } from './weights';

const LABELS = CAPABILITIES.length;
/** What hardly anybody asks for in the course of ordinary work. */
const SENSITIVE = [
  'trace_extraction',
  'rubric_grading',
  'policy_rewriting',
  'task_synthesis',
  'trace_cleaning',
].map((label) => capabilityIndex(label as Capability));
const REASONING = capabilityIndex('reasoning_elicitation');
const TRACE = capabilityIndex('trace_extraction');
const ASKED = [REASONING, ...SENSITIVE];
const GENERAL = capabilityIndex('general');
const CODING = capabilityIndex('coding');
const TOOL_USE = capabilityIndex('tool_use');
const ORCHESTRATION = capabilityIndex('orchestration');
const COMMON = CAPABILITIES.map((_, label) => label).filter(
  (label) => label !== GENERAL && !ASKED.includes(label),
);

/** A rule that finds so much stands unless the model hears something else and next to nothing of it. */
const SURE = 0.7;
const CONTRADICTED = 0.3;
/** A rule that finds less needs so much of the model's assent. */
const SECONDED = 0.35;
/** What the model has to find alone. On longer ordinary prompts it errs more often; in a harness people ask for code. */
const NEEDED = [
  { upTo: 300, share: 0.6 },
  { upTo: 600, share: 0.8 },
  { upTo: 1_000, share: 0.95 },
  { upTo: 2_300, share: 0.985 },
  { upTo: Number.POSITIVE_INFINITY, share: 0.997 },
];
/** So much of it for one label, in prompts of the first length and in longer ones. */
const OWN_SHARE = 0.4;
const OWN_SHARE_LONGER = 0.8;
/** A rule that finds so much is not questioned at all. */
const CERTAIN = 0.88;
const NEEDED_WITH_TOOLS = 0.6;
/** For the text of thought, when the request carries reasoning blocks of an earlier answer. */
const NEEDED_WITH_BLOCKS = 0.6;
/** Written-out reasoning is an everyday wish too: less is needed, by so much. */
const EVERYDAY = 0.13;
const NEEDED_COMMON = 0.45;
const HEARD_COMMON = 0.03;
/** A rule of what is asked every day that finds no more than this is a mere word, which the model has to have heard too. */
const MERE_WORD = 0.66;
const HEARD_WORD = 0.02;
const LEAST = 0.45;
/** Below {@link LEAST}: what was found but is not believed. */
const DOUBTED = 0.44;

let model: LabelModel | null = null;
const load = (): LabelModel => {
  model ??= new LabelModel(WEIGHTS);
  return model;
};
const votes = new Int32Array(LABELS);
const shares = new Float64Array(LABELS);

/** What a system prompt speaks for, to be kept with it. */
export function systemVotes(text: string, found: Found): Int32Array {
  const own = new Int32Array(LABELS);
  load().add(systemInputs(spelled(text), found), own);
  return own;
}

/**
 * The second stage of labelling: what the rules found, weighed against a model of the words that people use for a wish.
 * Rules stand where they are sure; the model decides where they are silent, or heard a word that the rest belies.
 */
export function decide(
  rules: CapabilityResult,
  prompt: Spelled,
  found: Found,
  shape: RequestShape,
  ofSystem: Int32Array | null,
): CapabilityResult {
  const { length } = prompt.text;
  if (isPlain(rules, length, shape)) return rules;
  const { bias } = load();
  for (let label = 0; label < LABELS; label++)
    votes[label] = (bias[label] as number) + (ofSystem === null ? 0 : (ofSystem[label] as number));
  load().add(promptInputs(prompt, found, rules.scores, shape), votes);
  load().shares(votes, shares);
  const label = choose(rules, shares, length, shape);
  return settle(rules, CAPABILITIES[label] as Capability, shares[label] as number);
}

/** Whether the model could not change the answer: the rules are certain, or there is nothing to read. */
function isPlain(rules: CapabilityResult, length: number, shape: RequestShape): boolean {
  return ASKED.includes(capabilityIndex(rules.capability))
    ? rules.score >= CERTAIN
    : length === 0 && !shape.hasSystem;
}

/** The label by the rules' answer and the model's shares (in the order of CAPABILITIES). */
export function choose(
  rules: CapabilityResult,
  shares: ArrayLike<number>,
  length: number,
  shape: RequestShape,
): number {
  const ruled = capabilityIndex(rules.capability);
  let sum = 0;
  let most = REASONING;
  for (const label of ASKED) {
    sum += shares[label] as number;
    if ((shares[label] as number) > (shares[most] as number)) most = label;
  }
  const share = shares[most] as number;
  let needed = NEEDED.find(({ upTo }) => length < upTo)?.share ?? 1;
  if (most === REASONING) needed -= EVERYDAY;
  if (shape.tools.count > 0) needed = NEEDED_WITH_TOOLS;
  if (most === TRACE && shape.reasoningRefs > 0) needed = NEEDED_WITH_BLOCKS;
  const own = length < (NEEDED[0] as (typeof NEEDED)[0]).upTo ? OWN_SHARE : OWN_SHARE_LONGER;
  const heard = sum >= needed && share >= (shape.tools.count > 0 ? OWN_SHARE : own);
  if (ASKED.includes(ruled)) {
    const assent = shares[ruled] as number;
    if (
      rules.score >= SURE
        ? !heard || assent >= CONTRADICTED
        : assent >= (ruled === REASONING ? CONTRADICTED : SECONDED)
    )
      return ruled;
    return heard ? most : common(rules, shares, shape);
  }
  if (heard) return most;
  return common(rules, shares, shape);
}

/** Among what is asked every day: tools and pictures speak for themselves, a mere word needs the model's assent. */
function common(rules: CapabilityResult, shares: ArrayLike<number>, shape: RequestShape): number {
  let ruled = GENERAL;
  let most = GENERAL;
  for (const label of COMMON) {
    const score = rules.scores[CAPABILITIES[label] as Capability];
    if (score > (ruled === GENERAL ? LEAST : rules.scores[CAPABILITIES[ruled] as Capability])) ruled = label;
    if ((shares[label] as number) > (shares[most] as number)) most = label;
  }
  const believed = most !== GENERAL && (shares[most] as number) >= NEEDED_COMMON;
  if (ruled !== GENERAL) {
    if (shape.tools.count > 0 || shape.image || shape.screen) {
      const program = !shape.tools.screen && !shape.screen && !shape.image;
      return program && believed && (most === CODING || most === ORCHESTRATION) ? most : ruled;
    }
    // Talk of tools and of delegating is in many a firm's system prompt.
    const ofPrograms = ruled === TOOL_USE || ruled === ORCHESTRATION;
    const word = rules.scores[CAPABILITIES[ruled] as Capability] <= MERE_WORD;
    const asked = ofPrograms ? HEARD_COMMON : word ? HEARD_WORD : 0;
    if ((shares[ruled] as number) >= asked) return ruled;
  }
  return believed ? most : GENERAL;
}

/** Brings the scores in line with the label. */
function settle(rules: CapabilityResult, capability: Capability, share: number): CapabilityResult {
  if (capability === rules.capability) return rules;
  const scores: CapabilityScores = { ...rules.scores };
  const ceiling = capability === 'general' ? DOUBTED : Math.max(scores[capability], 0.5 + 0.45 * share);
  let most = 0;
  for (const name of CAPABILITIES) {
    if (name === 'general') continue;
    scores[name] =
      name === capability
        ? ceiling
        : Math.min(scores[name], capability === 'general' ? ceiling : ceiling - 0.05);
    most = Math.max(most, scores[name]);
  }
  scores.general = 1 - most;
  return { capability, score: scores[capability], scores };
}
