export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A campaign that lasts no longer than this is looked for more often. */
const BURST = 4 * DAY;
const BURST_EVERY = 6 * HOUR;

/**
 * Times at which detection may run, ascending, the end last: a grid that ends at `end`, finer while a short campaign is
 * under way. `campaigns` gives the ascending times of each campaign's exchanges. All in milliseconds.
 */
export function runTimes(
  start: number,
  end: number,
  every: number,
  campaigns: readonly (readonly number[])[],
): number[] {
  const times = new Set<number>([end]);
  for (let at = end; at > start; at -= every) times.add(at);
  for (const exchanges of campaigns) {
    const [first, last] = [exchanges[0], exchanges.at(-1)];
    if (first === undefined || last === undefined || last - first > BURST) continue;
    for (let at = first + BURST_EVERY; at <= last + BURST_EVERY && at < end; at += BURST_EVERY) times.add(at);
  }
  return [...times].sort((a, b) => a - b);
}

/**
 * Whether a run at `at` could tell something new: a campaign under way was not found before, a week has passed since the
 * last run, or the world ends. The other times of the grid are left out to save time.
 */
export function worthRunning(
  at: number,
  end: number,
  last: number,
  campaigns: readonly { first: number | undefined; found: boolean }[],
): boolean {
  return (
    at === end ||
    at - last >= 7 * DAY ||
    campaigns.some(({ first, found }) => !found && first !== undefined && first < at)
  );
}
