import { createHash } from 'node:crypto';
import { CAPABILITIES, capabilityIndex } from '@/lib/model/capability';
import { seeded } from '@/lib/model/random';
import { scoreCapabilities } from '@/lib/text/capability';
import { NO_CUES, readCues } from '@/lib/text/reader';
import { toolKinds } from '@/lib/text/tool-kinds';
import { spelled } from '@/lib/text/units';
import { makeRequests, type Request } from './corpus';
import { promptInputs, systemInputs } from './facts';
import { heard } from './features';
import type { PackedModel } from './model';

const LABELS = CAPABILITIES.length;
const GENERAL = capabilityIndex('general');

export interface Training {
  seed: number;
  rounds: number;
  /** How fast weights move at first (AdaGrad). */
  rate: number;
  /** How much of a weight is lost per step. */
  decay: number;
  /** The share of inputs that are left out of a step, so that no single word is relied on. */
  left: number;
  /** How many inputs are kept. */
  kept: number;
  /** What AdaGrad's sums begin with: the more, the less is made of rare inputs. */
  inertia: number;
  /** One request of so many is learnt from. */
  oneIn: number;
  /** Of log-odds, how much less speaks for `general` than was learnt: it is most of the corpus, to be known in all its kinds. */
  lean: number;
}

export const TRAINING: Training = {
  seed: 20_261,
  rounds: 6,
  rate: 0.12,
  decay: 2e-4,
  left: 0.5,
  kept: 11_700,
  inertia: 1,
  oneIn: 1,
  lean: 0.2,
};

/** An input has to be in so many requests. */
const LEAST_SEEN = 3;

interface Encoded {
  inputs: Uint32Array;
  label: number;
}

/** Trains the model on the corpus files and packs it. Deterministic: the same files and numbers give the same weights. */
export function trainModel(files: Readonly<Record<string, string>>, training = TRAINING): PackedModel {
  const requests = makeRequests(files, training.seed, training.oneIn);
  const keyed = requests.map((request) => ({
    keys: inputsOf(request),
    label: capabilityIndex(request.label),
  }));
  const counts = new Map<number, number>();
  for (const { keys } of keyed) for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const keys = [...counts].filter(([, count]) => count >= LEAST_SEEN).map(([key]) => key);
  const first = learn(encode(keyed, keys), keys.length, training);
  const strongest = keys
    .map((key, input) => ({ key, norm: normOf(first.weights, input) }))
    .sort((a, b) => b.norm - a.norm || a.key - b.key)
    .slice(0, training.kept)
    .map(({ key }) => key)
    .sort((a, b) => a - b);
  const fit = learn(encode(keyed, strongest), strongest.length, training);
  fit.bias[GENERAL] = (fit.bias[GENERAL] as number) - training.lean;
  return pack(strongest, fit);
}

/** The part of the requests that a fingerprint looks at. */
const SAMPLED = 40;

/**
 * What training depends on, in short: the corpus files, one request of forty and what the model reads of it. Weights that
 * were trained on something else have another one; that is told without training again.
 */
export function fingerprint(files: Readonly<Record<string, string>>, training = TRAINING): string {
  const hash = createHash('sha256').update(JSON.stringify([training, files]));
  for (const request of makeRequests(files, training.seed, SAMPLED))
    hash.update(JSON.stringify(request)).update(Uint32Array.from(inputsOf(request)));
  return hash.digest('hex').slice(0, 16);
}

/** All inputs of a request as the running model sees them, each once for the system prompt and once for the prompt. */
function inputsOf(request: Request): number[] {
  const system = request.system === '' ? NO_CUES : readCues(request.system);
  const prompt = readCues(request.prompt);
  const tools = toolKinds(request.tools);
  const modalities = [
    'text' as const,
    ...(request.image ? (['image'] as const) : []),
    ...(request.screen ? (['screen'] as const) : []),
  ];
  const { reasoningRefs } = request;
  const { scores } = scoreCapabilities({ system, prompt, tools, modalities, reasoningRefs });
  const keys: number[] = [];
  const take = (count: number) => keys.push(...new Set(heard.subarray(0, count)));
  if (request.system !== '') take(systemInputs(spelled(request.system), system));
  take(
    promptInputs(spelled(request.prompt), prompt, scores, {
      ...request,
      tools,
      hasSystem: request.system !== '',
    }),
  );
  return keys;
}

function encode(keyed: readonly { keys: number[]; label: number }[], keys: readonly number[]): Encoded[] {
  const numbers = new Map(keys.map((key, input) => [key, input]));
  return keyed.map(({ keys, label }) => ({
    inputs: Uint32Array.from(keys.map((key) => numbers.get(key) ?? -1).filter((input) => input >= 0)),
    label,
  }));
}

interface Fit {
  weights: Float64Array;
  bias: Float64Array;
}

/** Multinomial logistic regression by AdaGrad (Duchi et al., 2011) with inputs left out at random. */
function learn(
  examples: readonly Encoded[],
  size: number,
  { seed, rounds, rate, decay, left, inertia }: Training,
): Fit {
  const random = seeded(seed + 1);
  const weights = new Float64Array(size * LABELS);
  const moved = new Float64Array(size * LABELS).fill(inertia);
  const bias = new Float64Array(LABELS);
  const biasMoved = new Float64Array(LABELS).fill(inertia);
  const votes = new Float64Array(LABELS);
  const kept = new Uint32Array(10_000);
  const meanWeights = new Float64Array(size * LABELS);
  const meanBias = new Float64Array(LABELS);
  const averaged = rounds - Math.floor(rounds / 3);
  for (let round = 0; round < rounds; round++) {
    for (const { inputs, label } of examples) {
      let count = 0;
      votes.set(bias);
      for (const input of inputs) {
        if (random() < left) continue;
        kept[count++] = input;
        const at = input * LABELS;
        for (let l = 0; l < LABELS; l++) votes[l] = (votes[l] as number) + (weights[at + l] as number);
      }
      softmax(votes);
      for (let l = 0; l < LABELS; l++) {
        const slope = (votes[l] as number) - (l === label ? 1 : 0);
        votes[l] = slope;
        biasMoved[l] = (biasMoved[l] as number) + slope * slope;
        bias[l] = (bias[l] as number) - (rate * slope) / Math.sqrt(biasMoved[l] as number);
      }
      for (let i = 0; i < count; i++) {
        const at = (kept[i] as number) * LABELS;
        for (let l = 0; l < LABELS; l++) {
          const slope = votes[l] as number;
          if (slope < 1e-4 && slope > -1e-4) continue;
          const weight = weights[at + l] as number;
          const pull = slope + decay * weight;
          const sum = (moved[at + l] as number) + pull * pull;
          moved[at + l] = sum;
          weights[at + l] = weight - (rate * pull) / Math.sqrt(sum);
        }
      }
    }
    if (round < rounds - averaged) continue;
    // Inputs were left out while learning, so all of them together speak too loud.
    for (let i = 0; i < weights.length; i++)
      meanWeights[i] = (meanWeights[i] as number) + ((weights[i] as number) * (1 - left)) / averaged;
    for (let l = 0; l < LABELS; l++) meanBias[l] = (meanBias[l] as number) + (bias[l] as number) / averaged;
  }
  return { weights: meanWeights, bias: meanBias };
}

function softmax(votes: Float64Array): void {
  let most = -Infinity;
  for (const vote of votes) most = Math.max(most, vote);
  let sum = 0;
  for (let l = 0; l < LABELS; l++) {
    votes[l] = Math.exp((votes[l] as number) - most);
    sum += votes[l] as number;
  }
  for (let l = 0; l < LABELS; l++) votes[l] = (votes[l] as number) / sum;
}

function normOf(weights: Float64Array, input: number): number {
  let sum = 0;
  for (let l = 0; l < LABELS; l++) sum += (weights[input * LABELS + l] as number) ** 2;
  return sum;
}

function pack(keys: readonly number[], { weights, bias }: Fit): PackedModel {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const unit = Number((largest / 127).toPrecision(6));
  const bytes = Buffer.alloc(keys.length * (3 + LABELS));
  keys.forEach((key, input) => {
    const at = input * (3 + LABELS);
    bytes.writeUIntLE(key, at, 3);
    for (let l = 0; l < LABELS; l++)
      bytes.writeInt8(
        Math.max(-127, Math.min(127, Math.round((weights[input * LABELS + l] as number) / unit))),
        at + 3 + l,
      );
  });
  return { rows: bytes.toString('base64'), unit, bias: Array.from(bias, (vote) => Math.round(vote / unit)) };
}
