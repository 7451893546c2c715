import { countBelow } from './statistics';
import { type Starts, turned, turnRegularity } from './timing';

/** Irregularity of turns over both, as a share of the least that is met when one is shifted in time. */
const IN_TURN = 0.6;
/** Sessions of two fragments that a first look takes, or so many for each account, and what share of chance they must stay below there. */
const SAMPLE = 1_000;
const SAMPLE_EACH = 6;
const HOPEFUL = 0.85;
const SHIFTS = [1.37, 2.61, 4.23, 5.48, 7.79].map((days) => Math.round(days * 86_400));

/** Sessions of a fragment within a span of time, account by account. */
function within(starts: Starts, from: number, to: number): Starts {
  const part = new Map<number, readonly number[]>();
  for (const [account, list] of starts) {
    const [first, end] = [countBelow(list, from), countBelow(list, to)];
    if (end > first) part.set(account, list.slice(first, end));
  }
  return part;
}

/**
 * A first look at the middle of the time in which both are active: whether {@link inTurn} might say yes of the whole. Among hundreds of
 * fragments nearly all pairs are strangers, and a thousand sessions show that as well as a hundred thousand.
 */
export function mayBeInTurn(
  one: { starts: Starts; times: Float64Array },
  other: { starts: Starts; times: Float64Array },
): boolean {
  const [begin, end] = [
    Math.max(one.times[0] as number, other.times[0] as number),
    Math.min(one.times.at(-1) as number, other.times.at(-1) as number),
  ];
  if (!(end > begin)) return false;
  const wanted = Math.max(SAMPLE, SAMPLE_EACH * (one.starts.size + other.starts.size));
  const sessions = ({ times }: { times: Float64Array }, from: number, to: number) =>
    countBelow(times, to) - countBelow(times, from);
  const middle = (begin + end) / 2;
  let half = Math.min((end - begin) / 2, 3_600);
  const full = () =>
    sessions(one, middle - half, middle + half) + sessions(other, middle - half, middle + half);
  while (half < (end - begin) / 2 && full() < wanted) half = Math.min((end - begin) / 2, 2 * half);
  if (full() < wanted) return true;
  const [from, to] = [middle - half, middle + half];
  const [mine, theirs] = [within(one.starts, from, to), within(other.starts, from, to)];
  const together = turnRegularity(new Map([...mine, ...theirs]));
  const moved = [...theirs].map(
    ([account, list]) => [account, turned(list, from, to - from, 0.37 * (to - from))] as const,
  );
  const chance = turnRegularity(new Map([...mine, ...moved]));
  return together === null || chance === null || together < HOPEFUL * chance;
}

/**
 * Whether one dispatcher serves both: sessions of the two together come round much more regularly than when all sessions
 * of one are shifted, going round from the last to the first, which keeps each regular in itself.
 */
export function inTurn(one: Starts, other: Starts): boolean {
  const together = turnRegularity(new Map([...one, ...other]));
  if (together === null) return false;
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const list of [...one.values(), ...other.values()]) {
    from = Math.min(from, list[0] ?? from);
    to = Math.max(to, list.at(-1) ?? to);
  }
  const span = to - from + 1;
  return SHIFTS.every((shift) => {
    const moved = [...other].map(([account, list]) => [account, turned(list, from, span, shift)] as const);
    const chance = turnRegularity(new Map([...one, ...moved]));
    return chance !== null && together < IN_TURN * chance;
  });
}
