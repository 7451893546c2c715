/** A recurring anchor, with the number of its exchanges and of those it has together with each other one. */
export interface Counted<Self> {
  kind: string;
  exchanges: number;
  partners: ReadonlyMap<Self, number>;
}

/** Wordings of one part of a scaffold: at most so many, each at least this share, together this share; and pairs that must occur. */
const MOST_WORDINGS = 12;
const LEAST_WORDING = 0.03;
const COVERED = 0.6;
const MIXED = 0.8;
/** Normal quantile below which counts are too even for chance: 5 %. */
const EVEN = -1.64;

/** Accounts, and pairs of their exchanges, that tell whether anchors are used by turns; and how fixed a choice may be. */
const LEAST_TAKERS = 3;
const LEAST_PAIRS = 20;
const FIXED = 0.35;

/**
 * Whether accounts draw from these anchors by turns, as those of one operation do from the wordings of its scaffold;
 * the users of a generic opening keep to their own. Of two exchanges of one account, the share that has the same anchor is
 * placed between what independent draws give (0) and what a fixed choice gives (1).
 */
export function takeTurns<T>(
  anchors: readonly T[],
  users: ReadonlyMap<T, ReadonlyMap<number, number>>,
): boolean {
  const perAccount = new Map<number, number>();
  const sizes: number[] = [];
  let same = 0;
  for (const anchor of anchors) {
    let size = 0;
    for (const [account, count] of users.get(anchor) ?? []) {
      perAccount.set(account, (perAccount.get(account) ?? 0) + count);
      same += count * (count - 1);
      size += count;
    }
    sizes.push(size);
  }
  let pairs = 0;
  let repeating = 0;
  let total = 0;
  for (const count of perAccount.values()) {
    total += count;
    pairs += count * (count - 1);
    if (count > 1) repeating++;
  }
  if (repeating < LEAST_TAKERS || pairs < LEAST_PAIRS) return false;
  const chance = sizes.reduce((sum, size) => sum + (size / total) ** 2, 0);
  return same / pairs - chance <= (1 - chance) * FIXED;
}

/**
 * Sets of anchors that stand for each other: the wordings of one scaffold's beginning, drawn independently of the wordings
 * of its end, so that each of a few heads is seen with each of a few tails about as often as their sizes say. A payload
 * under several scaffolds looks alike from its own side only: a scaffold has many payloads, not a few. Two at least on
 * both sides, since one opening with several ends may as well be several scaffolds.
 */
export function interchangeable<T extends Counted<T>>(ordered: readonly T[]): T[][] {
  const found: T[][] = [];
  for (const [one, two] of [
    ['head', 'tail'],
    ['head', 'frame'],
    ['frame', 'tail'],
  ] as const) {
    const near = new Map<T, T[]>();
    for (const node of ordered) {
      if (node.kind !== one && node.kind !== two) continue;
      const others = wordingsOpposite(node, node.kind === one ? two : one);
      if (others) near.set(node, others);
    }
    const seen = new Set<T>();
    for (const start of near.keys()) {
      if (seen.has(start)) continue;
      const block = [start];
      seen.add(start);
      for (const node of block) {
        for (const other of near.get(node) ?? []) {
          if (seen.has(other) || !near.get(other)?.includes(node)) continue;
          seen.add(other);
          block.push(other);
        }
      }
      if (isMixture(block, one)) found.push(block);
    }
  }
  return found;
}

/** The few anchors of a kind that an anchor is nearly always seen with; `null` when they are many or seldom. */
function wordingsOpposite<T extends Counted<T>>(node: T, kind: string): T[] | null {
  const others: T[] = [];
  let covered = 0;
  for (const [other, together] of node.partners) {
    if (other.kind !== kind) continue;
    covered += together;
    if (together >= 2 && together >= node.exchanges * LEAST_WORDING) others.push(other);
  }
  return others.length <= MOST_WORDINGS && covered >= node.exchanges * COVERED ? others : null;
}

/**
 * Whether pairs across two sides occur as independent choices do: nearly all of them, and with the scatter of chance
 * (Pearson's statistic for independence, its left tail after Wilson and Hilferty). Payloads laid out evenly over
 * templates, as evaluations do, scatter less.
 */
function isMixture<T extends Counted<T>>(block: readonly T[], one: string): boolean {
  const left = block.filter((node) => node.kind === one);
  const right = block.filter((node) => node.kind !== one);
  if (left.length < 2 || right.length < 2 || Math.max(left.length, right.length) > MOST_WORDINGS)
    return false;
  const count = (a: T, b: T) => a.partners.get(b) ?? 0;
  const sum = (list: readonly number[]) => list.reduce((total, item) => total + item, 0);
  const rows = left.map((a) => sum(right.map((b) => count(a, b))));
  const columns = right.map((b) => sum(left.map((a) => count(a, b))));
  const total = sum(rows);
  let pairs = 0;
  let mixed = 0;
  let scatter = 0;
  left.forEach((a, i) => {
    right.forEach((b, j) => {
      const expected = ((rows[i] as number) * (columns[j] as number)) / total;
      scatter += (count(a, b) - expected) ** 2 / expected;
      if (expected < 3) return;
      pairs++;
      if (count(a, b) >= expected * 0.3) mixed++;
    });
  });
  const freedom = (left.length - 1) * (right.length - 1);
  const spread = 2 / (9 * freedom);
  const tail = (Math.cbrt(scatter / freedom) - (1 - spread)) / Math.sqrt(spread);
  return pairs >= 3 && mixed >= pairs * MIXED && tail > EVEN;
}
