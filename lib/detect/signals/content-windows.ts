import { LENGTHS } from '@/lib/detect/load-usage';
import type { Snapshot, Usage } from '@/lib/detect/snapshot';
import { clamp, sample } from '@/lib/detect/statistics';
import { CAPABILITIES } from '@/lib/model/capability';
import { seeded } from '@/lib/model/random';
import { number, percent, type Signal } from './signal';
import { viewOf } from './view';

/** Exchanges that a window must hold to be compared. */
const LEAST = 25;
const LEAST_REFERENCE = 40;
const DRAWS = 60;
/** Narrow use alone is no offence: an honest batch customer is as narrow as a harvest. */
const MOST = 0.8;

/**
 * What the exchanges carry, against ordinary traffic: the distribution over kind of task × scaffolded or not, length of the
 * question and length of the answer; squared distance to the mean of ordinary accounts (the linear-kernel form of the maximum
 * mean discrepancy). Two nulls from the same data: single ordinary accounts, and random groups of as many of them.
 * Source: MMD on windows of prompts (arXiv 2606.05725). Measured on real prompts: pure windows of 25 are told from ordinary
 * ones in 98 of 100 cases, but honest customers with one template (T0 prompts) are marked as often, hence the low cap.
 */
export const contentWindows: Signal = {
  name: 'content-windows',
  about: 'extraction',
  theme: 'content',
  evaluate(scene) {
    const { world, rhythm, others } = scene;
    const { members } = viewOf(scene);
    const usage = rhythm.usage;
    if (!usage) return null;
    const ordinary = others.filter(
      (account) => usage.has(account) && (world.accounts[account]?.exchanges ?? 0) >= LEAST,
    );
    if (ordinary.length < LEAST_REFERENCE) return null;
    // Where one side mostly names no tokens, lengths are not compared: their absence must not count as a difference.
    const lengths = [members, ordinary].every((accounts) => tokensKnown(accounts, usage))
      ? usage
      : NO_LENGTHS;
    const reference = ordinary.map((account) => shapeOf(world, account, lengths));
    const mean = average(reference);
    const own = average(members.map((account) => shapeOf(world, account, lengths)));
    const actual = distance(own, mean);
    const single = reference.filter((shape) => distance(shape, mean) >= actual).length;
    const random = seeded(reference.length);
    const size = Math.min(members.length, Math.floor(reference.length / 2));
    const logOdds = clamp(0.3 * -Math.log((single + 1) / (reference.length + 1)), 0, MOST);
    if (logOdds < 0.1) return null;
    let farthest = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      farthest = Math.max(farthest, distance(average(sample(reference, size, random)), mean));
      // One random group as unusual is enough to say nothing.
      if (farthest >= actual) return null;
    }
    return {
      logOdds,
      summary: `What these accounts send (kind of task, scaffold, length) differs from ordinary traffic more than any of ${number(DRAWS)} random groups of ${number(size)} customers does.`,
      baseline: `Of ${number(reference.length)} single customers, ${number(single)} (${percent(single / reference.length)}) are as unusual: honest batch customers are narrow too, so this counts for little.`,
      details: {
        distance: actual,
        customers: reference.length,
        customers_as_unusual: single,
        random_groups: DRAWS,
        random_groups_as_unusual: 0,
        largest_random: farthest,
      },
    };
  },
};

const NO_LENGTHS: ReadonlyMap<number, Usage> = new Map();
const MOSTLY = 0.8;

function tokensKnown(accounts: readonly number[], usage: ReadonlyMap<number, Usage>): boolean {
  const known = accounts.filter((account) => usage.get(account)?.asked.some((count) => count > 0)).length;
  return known >= MOSTLY * accounts.length;
}

const TASKS = 2 * CAPABILITIES.length;
const SIZE = LENGTHS.length + 1;

/** Shapes by account, for as long as what they were made of is held: every group is compared with the same customers. */
const shapes = new WeakMap<object, Map<number, Float64Array>>();

/** Shares of one account by task × scaffold, then by length of question and of answer. */
function shapeOf(world: Snapshot, account: number, usage: ReadonlyMap<number, Usage>): Float64Array {
  // Without lengths the shape depends on the world alone.
  const made = usage === NO_LENGTHS ? world : usage;
  let known = shapes.get(made);
  if (!known) {
    known = new Map();
    shapes.set(made, known);
  }
  const held = known.get(account);
  if (held) return held;
  const shape = new Float64Array(TASKS + 2 * SIZE);
  for (const { capability, family, system, exchanges } of world.cells.by(account)) {
    const at = 2 * capability + (family >= 0 || system >= 0 ? 1 : 0);
    shape[at] = (shape[at] as number) + exchanges;
  }
  normalize(shape, 0, TASKS);
  const { asked = [], answered = [] } = usage.get(account) ?? {};
  asked.forEach((count, i) => {
    shape[TASKS + i] = count;
  });
  answered.forEach((count, i) => {
    shape[TASKS + SIZE + i] = count;
  });
  normalize(shape, TASKS, TASKS + SIZE);
  normalize(shape, TASKS + SIZE, TASKS + 2 * SIZE);
  known.set(account, shape);
  return shape;
}

function normalize(shape: Float64Array, from: number, to: number): void {
  let total = 0;
  for (let i = from; i < to; i++) total += shape[i] as number;
  if (total > 0) for (let i = from; i < to; i++) shape[i] = (shape[i] as number) / total;
}

/** Accounts weigh the same, so that none speaks for all. */
function average(shapes: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(TASKS + 2 * SIZE);
  for (const shape of shapes)
    for (let i = 0; i < shape.length; i++)
      mean[i] = (mean[i] as number) + (shape[i] as number) / shapes.length;
  return mean;
}

function distance(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += ((a[i] as number) - (b[i] as number)) ** 2;
  return total;
}
