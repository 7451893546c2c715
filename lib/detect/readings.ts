import { CAPABILITIES, capabilityIndex } from '@/lib/model/capability';
import type { Exchanges } from './exchanges';
import type { Group } from './group';
import type { Marked } from './load-mark';

/** Of each capability that labels say, the shares of the capabilities that its exchanges are counted as, in the order of CAPABILITIES. */
export type Readings = number[][];

const GENERAL = capabilityIndex('general');
/** A scaffold has one label when it is seen so often, when so many of its exchanges have it, and so many of those with any. */
const LEAST_SEEN = 4;
const LEAST_SHARE = 0.3;
const LEAST_AGREED = 0.6;

/** The label that a scaffold's exchanges have together, given how many have each; null when they disagree or none is heard. */
export function commonLabel(counts: ArrayLike<number>): number | null {
  let total = 0;
  let most = GENERAL;
  for (let label = 0; label < counts.length; label++) {
    total += counts[label] as number;
    if (label !== GENERAL && (most === GENERAL || (counts[label] as number) > (counts[most] as number)))
      most = label;
  }
  const heard = total - (counts[GENERAL] as number);
  const count = counts[most] as number;
  return total >= LEAST_SEEN && count >= total * LEAST_SHARE && count > heard * LEAST_AGREED ? most : null;
}

/**
 * What a group's labels come to when exchanges of one scaffold are counted as one thing: a payload now and then drowns the
 * wish, which is the same for all of them.
 */
export function readingsOf(exchanges: Exchanges, { members }: Group, marked: Marked): Readings {
  const { head, tail, frame, capability, from } = exchanges;
  const scaffolds = new Map<number, Int32Array>();
  for (const { account } of members) {
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      if (!marked.at(i)) continue;
      const key = head[i] || tail[i] || frame[i] || 0;
      const counts = scaffolds.get(key) ?? new Int32Array(CAPABILITIES.length);
      scaffolds.set(key, counts);
      counts[capability[i] as number] = (counts[capability[i] as number] as number) + 1;
    }
  }
  const sums = CAPABILITIES.map(() => CAPABILITIES.map(() => 0));
  for (const [key, counts] of scaffolds) {
    const common = key === 0 ? null : commonLabel(counts);
    counts.forEach((count, label) => {
      const row = sums[label] as number[];
      row[common ?? label] = (row[common ?? label] as number) + count;
    });
  }
  return sums.map((row, label) => {
    const total = row.reduce((a, b) => a + b, 0);
    return row.map((count, other) => (total > 0 ? count / total : other === label ? 1 : 0));
  });
}
