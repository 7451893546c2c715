/** What two accounts did with the same opening of a prompt, at times in seconds, ascending. */
export interface CommonActs {
  a: number;
  b: number;
  /** Of one opening each: when the first account sent it, and when the second did. */
  openings: { key: bigint; ofA: readonly number[]; ofB: readonly number[] }[];
}

/** How often two accounts sent the same within a minute, against how often their hours make that likely. */
export interface Unison {
  a: number;
  b: number;
  /** Occasions, at least an hour apart, on which both sent the same opening within {@link TOGETHER} seconds. */
  together: number;
  /** As many would have been if each had sent it at any other time of the same hours. */
  expected: number;
  /** Logarithm of the likelihood ratio. */
  weight: number;
  /** The openings, and how often each account sent them then. */
  keys: bigint[];
  acts: [number, number];
}

/** SynchroTrap (CCS 2014) matches actions on one object within a time of its own choice; published coordination data, within a minute. */
export const TOGETHER = 60;
const APART = 3_600;
/** Jobs that are started by the clock fall on the half hour, whoever they belong to. */
const HALF_HOUR = 1_800;
const ON_THE_CLOCK = 45;
/** As in published coordination data: at fewer repetitions, groups of different kinds begin to mix. */
const LEAST_TOGETHER = 5;
const LEAST_WEIGHT = 7;

/**
 * Tests pairs of accounts for acting in unison. Null model: on each occasion on which both send the same opening within an
 * hour, both might have sent it at any time around; the chance that they then do so within a minute is that of two sets of
 * points dropped at random. Popularity, time of day and busy hours are thereby taken into account.
 */
export function unisonOf({ a, b, openings }: CommonActs): Unison | null {
  let [together, expected] = [0, 0];
  const keys: bigint[] = [];
  const acts: [number, number] = [0, 0];
  for (const { key, ofA, ofB } of openings) {
    let met = false;
    for (const { mine, theirs } of occasions(ofA, ofB)) {
      const [from, to] = [
        Math.min(mine[0] as number, theirs[0] as number),
        Math.max(mine.at(-1) as number, theirs.at(-1) as number),
      ];
      const room = to - from + 2 * APART;
      expected += 1 - Math.exp((-mine.length * theirs.length * 2 * TOGETHER) / room);
      const close = closest(mine, theirs);
      if (close.distance > TOGETHER || onTheClock(close.at)) continue;
      together++;
      met = true;
      acts[0] += mine.length;
      acts[1] += theirs.length;
    }
    if (met) keys.push(key);
  }
  const weight = together > expected ? together * Math.log(together / expected) - (together - expected) : 0;
  if (together < LEAST_TOGETHER || weight < LEAST_WEIGHT) return null;
  return { a, b, together, expected, weight, keys, acts };
}

/** Runs of acts of both without a pause of an hour, in which both act. */
function* occasions(
  ofA: readonly number[],
  ofB: readonly number[],
): Generator<{ mine: number[]; theirs: number[] }> {
  let [i, j] = [0, 0];
  let [mine, theirs]: [number[], number[]] = [[], []];
  let last = Number.NEGATIVE_INFINITY;
  while (i < ofA.length || j < ofB.length) {
    const first = j >= ofB.length || (i < ofA.length && (ofA[i] as number) <= (ofB[j] as number));
    const at = (first ? ofA[i++] : ofB[j++]) as number;
    if (at - last > APART) {
      if (mine.length > 0 && theirs.length > 0) yield { mine, theirs };
      [mine, theirs] = [[], []];
    }
    (first ? mine : theirs).push(at);
    last = at;
  }
  if (mine.length > 0 && theirs.length > 0) yield { mine, theirs };
}

function closest(mine: readonly number[], theirs: readonly number[]): { distance: number; at: number } {
  let best = { distance: Number.POSITIVE_INFINITY, at: 0 };
  let j = 0;
  for (const at of mine) {
    while (
      j + 1 < theirs.length &&
      Math.abs((theirs[j + 1] as number) - at) <= Math.abs((theirs[j] as number) - at)
    )
      j++;
    const distance = Math.abs((theirs[j] as number) - at);
    if (distance < best.distance) best = { distance, at };
  }
  return best;
}

/** Times are UTC seconds of any epoch that begins on a half hour. */
function onTheClock(at: number): boolean {
  const past = at % HALF_HOUR;
  return past <= ON_THE_CLOCK || past >= HALF_HOUR - ON_THE_CLOCK;
}
