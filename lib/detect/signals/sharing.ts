import type { Scene } from '@/lib/detect/group';
import { pairRate } from '@/lib/detect/links';
import { clamp, logLift } from '@/lib/detect/statistics';
import { type Held, viewOf } from './view';

/** Share of the members on shared values from which these speak for all. */
const WHOLE = 0.6;

/** Values of one kind, each shared by some members, against how accounts outside of the group share values of that kind. */
export interface Sharing {
  /** How often two members share one, and how often two others do: of all pairs. */
  inside: number;
  outside: number;
  /** Natural logarithm of the first over the second, and the mean over the members on these values of how much more often the group has them. */
  odds: number;
  lift: number;
  /** Others that have these very values. */
  others: number;
  /** How far the members on them stand for the whole group, and how far the values are the group's and not those others', 0 to 1. */
  coverage: number;
  owned: number;
}

/**
 * @param used values that members share, with how many members and others have each
 * @param accounts how many members are on them
 * @param sizes how many others share each value of the kind
 */
export function sharingOf(
  scene: Scene,
  used: readonly Held[],
  accounts: number,
  sizes: readonly number[],
): Sharing {
  const size = viewOf(scene).members.length;
  const others = scene.others.length;
  let [own, out, pairs] = [0, 0, 0];
  for (const value of used) {
    own += value.inside * clamp(logLift(value.inside, size, value.out, others), 0, 5);
    out += value.out;
    pairs += (value.inside * (value.inside - 1)) / 2;
  }
  const inside = pairs / ((size * (size - 1)) / 2);
  const outside = pairRate(sizes, others);
  return {
    inside,
    outside,
    odds: Math.log(inside / outside),
    lift: own / accounts,
    others: out,
    coverage: Math.min(1, accounts / size / WHOLE) ** 1.5,
    owned: clamp((1.5 * accounts) / (accounts + out), 0, 1),
  };
}
