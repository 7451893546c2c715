import { CAPABILITIES } from '@/lib/model/capability';
import { CUE_PLACES, FIRST, type Found, LEADING } from '@/lib/text/reader';
import type { ToolKinds } from '@/lib/text/tool-kinds';
import type { Spelled } from '@/lib/text/units';
import { heard, keyOf, met, readFeatures } from './features';

/** What is known of a request beside its words. */
export interface RequestShape {
  tools: ToolKinds;
  image: boolean;
  screen: boolean;
  reasoningRefs: number;
  hasSystem: boolean;
}

const NAMES = Object.keys(CUE_PLACES);
const CONCEPTS = NAMES.length;
const STEPS = [0.35, 0.6, 0.8];
const LENGTHS = [1, 80, 250, 800, 2_300];

const keysOf = (prefix: string, names: readonly string[]): Uint32Array =>
  Uint32Array.from(names, (name) => keyOf(`${prefix} ${name}`));
const PROMPT = keysOf('prompt', NAMES);
const LEADS = keysOf('first', NAMES);
const SYSTEM = keysOf('system', NAMES);
const SCORES = keysOf(
  'score',
  CAPABILITIES.flatMap((label) => STEPS.map((step) => `${label} ${step}`)),
);
const LONGER = keysOf('longer', LENGTHS.map(String));
/** Tables and code look alike in every language: by how many numbers, marks and lines there are. */
const COUNTS = [3, 8, 16, 32];
const NUMBERS = keysOf('numbers', COUNTS.map(String));
const MARKS = keysOf('marks', COUNTS.map(String));
const LINES = keysOf('lines', COUNTS.map(String));
const TABLE = keyOf('table');
const [IMAGE, SCREEN, REFS, HAS_SYSTEM, TOOLS, CODE, DELEGATE, SCREEN_TOOL] = keysOf('shape', [
  'image',
  'screen',
  'refs',
  'system',
  'tools',
  'code',
  'delegate',
  'screen tool',
]) as unknown as number[];
/** Makes of a key the key of the same word in a system prompt. */
const IN_SYSTEM = 0x5a5a5a;

/**
 * What the model reads of a system prompt, into `heard`; gives its number. Each word stands there twice: as any word,
 * and as one of a system prompt, whose manners ("think step by step", "delegate") mean less than a user's wish.
 */
export function systemInputs(text: Spelled, found: Found): number {
  const words = readFeatures(text);
  let count = words;
  for (let i = 0; i < words; i++) heard[count++] = (heard[i] as number) ^ IN_SYSTEM;
  for (let place = 0; place < CONCEPTS; place++)
    if ((found[place] as number) >= LEADING) heard[count++] = SYSTEM[place] as number;
  return count;
}

/** Adds what the layout of the text just read says to the `from` inputs it gave. */
function readLayout(from: number): number {
  const { words, numbers, marks, lines } = met;
  let count = from;
  for (let step = 0; step < COUNTS.length; step++) {
    const least = COUNTS[step] as number;
    if (numbers >= least) heard[count++] = NUMBERS[step] as number;
    if (marks >= least) heard[count++] = MARKS[step] as number;
    if (lines >= least) heard[count++] = LINES[step] as number;
  }
  if (numbers >= 6 && numbers * 3 >= words) heard[count++] = TABLE;
  return count;
}

/** The same of a prompt, with what the rules made of the request (`scores` in the order of CAPABILITIES) and its shape. */
export function promptInputs(
  text: Spelled,
  found: Found,
  scores: Readonly<Record<string, number>>,
  shape: RequestShape,
): number {
  let count = readLayout(readFeatures(text));
  for (let place = 0; place < CONCEPTS; place++) {
    const mark = found[place] as number;
    if (mark < LEADING) continue;
    heard[count++] = PROMPT[place] as number;
    if (mark === FIRST) heard[count++] = LEADS[place] as number;
  }
  for (let label = 0; label < CAPABILITIES.length - 1; label++) {
    const score = scores[CAPABILITIES[label] as string] as number;
    for (let step = 0; step < STEPS.length && score >= (STEPS[step] as number); step++)
      heard[count++] = SCORES[label * STEPS.length + step] as number;
  }
  for (let step = 0; step < LENGTHS.length && text.text.length >= (LENGTHS[step] as number); step++)
    heard[count++] = LONGER[step] as number;
  if (shape.image) heard[count++] = IMAGE as number;
  if (shape.screen) heard[count++] = SCREEN as number;
  if (shape.reasoningRefs > 0) heard[count++] = REFS as number;
  if (shape.hasSystem) heard[count++] = HAS_SYSTEM as number;
  if (shape.tools.count > 0) heard[count++] = TOOLS as number;
  if (shape.tools.code) heard[count++] = CODE as number;
  if (shape.tools.delegate) heard[count++] = DELEGATE as number;
  if (shape.tools.screen) heard[count++] = SCREEN_TOOL as number;
  return count;
}
