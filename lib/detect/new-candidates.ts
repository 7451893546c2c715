/** An account that sent something in the window. Times in milliseconds. */
export interface Active {
  key: bigint;
  /** When its first exchange in the window was. */
  first: number;
  exchanges: number;
}

/** How long ago an account may have become active to be looked at. */
const RECENT = 4 * 86_400_000;

/**
 * The accounts among which new groups are looked for: those that became active in the last days, newest first, and those of groups that
 * nearly stood, until what they sent comes to `most` exchanges. In the order of their keys.
 */
export function candidatesOf(
  accounts: readonly Active[],
  { until, near, most }: { until: number; near: ReadonlySet<bigint>; most: number },
): Active[] {
  const open = accounts
    .filter(({ key, first }) => until - first <= RECENT || near.has(key))
    .sort(
      (a, b) =>
        Number(near.has(b.key)) - Number(near.has(a.key)) || b.first - a.first || (a.key < b.key ? -1 : 1),
    );
  return within(open, most).sort(byKey);
}

/** Accounts to compare with, by chance: keys are hashes, so the first ones are a sample. */
export function ordinaryOf(
  accounts: readonly Active[],
  without: ReadonlySet<bigint>,
  most: number,
): Active[] {
  return within(accounts.filter(({ key }) => !without.has(key)).sort(byKey), most);
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
