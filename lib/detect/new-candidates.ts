/** An account that sent something in the window. Times in milliseconds. */
export interface Active {
  key: bigint;
  /** When its first exchange in the window was. */
  first: number;
  exchanges: number;
}

/** How long ago an account may have become active to be looked at. */
const RECENT = 7 * 86_400_000;
/** Of what may be looked at, the share for accounts of one sort other than that. */
const SHARE = 0.25;

/**
 * The accounts among which new groups are looked for: those of groups that nearly stood, those that send what is new, and those that became active in
 * the last days, newest first, until what they sent comes to `most` exchanges. In the order of their keys.
 */
export function candidatesOf(
  accounts: readonly Active[],
  sorts: { until: number; near: ReadonlySet<bigint>; sending: ReadonlySet<bigint>; most: number },
): Active[] {
  const { until, near, sending, most } = sorts;
  const sorted = [...accounts].sort((a, b) => b.first - a.first || (a.key < b.key ? -1 : 1));
  const some = new Set([
    ...within(
      sorted.filter(({ key }) => near.has(key)),
      SHARE * most,
    ),
    ...within(
      sorted.filter(({ key }) => sending.has(key)),
      SHARE * most,
    ),
  ]);
  const recent = sorted.filter((one) => until - one.first <= RECENT && !some.has(one));
  return [...some, ...within(recent, (1 - 2 * SHARE) * most)].sort(byKey);
}

/** Accounts to compare with, by chance: keys are hashes, so the first ones are a sample. */
export function ordinaryOf(
  accounts: readonly Active[],
  without: ReadonlySet<bigint>,
  most: number,
): Active[] {
  return within(accounts.filter(({ key }) => !without.has(key)).sort(byKey), most);
}

/**
 * The accounts of these lists, of the shortest first, until what they sent comes to `most` exchanges: what few have says more, and
 * what many have shows among accounts by chance.
 */
export function nearestOf(
  lists: readonly (readonly bigint[])[],
  sent: ReadonlyMap<bigint, number>,
  most: number,
): Set<bigint> {
  const nearest = new Set<bigint>();
  let sum = 0;
  for (const list of [...lists].sort((a, b) => a.length - b.length)) {
    for (const key of [...list].sort((a, b) => (a < b ? -1 : 1))) {
      if (nearest.has(key)) continue;
      sum += sent.get(key) ?? 0;
      if (sum > most) return nearest;
      nearest.add(key);
    }
  }
  return nearest;
}

function within(accounts: readonly Active[], most: number): Active[] {
  let sum = 0;
  const end = accounts.findIndex(({ exchanges }) => {
    sum += exchanges;
    return sum > most;
  });
  return accounts.slice(0, end < 0 ? accounts.length : end);
}

function byKey(a: Active, b: Active): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
