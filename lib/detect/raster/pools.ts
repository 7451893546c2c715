/** When an account began and when it was banned, in seconds; null when it was not. */
export interface Life {
  first: number;
  bannedAt: number | null;
}

/** Accounts that were banned together. */
export interface Wave {
  at: number;
  accounts: number;
}

const HOUR = 3_600;
/** A pause between bans that ends a wave. */
const PAUSE = 6 * HOUR;
const LEAST_ACCOUNTS = 3;
const LEAST_SHARE = 0.02;
const MOST_POOLS = 8;

/** Bans of members that fell close together and were more than single cases, by time; the largest ones when there are many. */
export function wavesOf(lives: readonly Life[]): Wave[] {
  const bans = lives.flatMap(({ bannedAt }) => (bannedAt === null ? [] : [bannedAt])).sort((a, b) => a - b);
  const waves: (Wave & { last: number })[] = [];
  for (const at of bans) {
    const wave = waves.at(-1);
    if (wave && at - wave.last <= PAUSE) {
      wave.accounts++;
      wave.last = at;
    } else waves.push({ at, accounts: 1, last: at });
  }
  const least = Math.max(LEAST_ACCOUNTS, LEAST_SHARE * lives.length);
  return waves
    .filter(({ accounts }) => accounts >= least)
    .sort((a, b) => b.accounts - a.accounts || a.at - b.at)
    .slice(0, MOST_POOLS - 1)
    .map(({ at, accounts }) => ({ at, accounts }))
    .sort((a, b) => a.at - b.at);
}

/** The pool of each account: how many waves of bans came before it began. What a ban left standing stays in its pool. */
export function poolsOf(lives: readonly Life[], waves: readonly Wave[]): number[] {
  return lives.map(({ first }) => waves.filter(({ at }) => at <= first).length);
}
