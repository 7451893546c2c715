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

/** A campaign as far as it matters when to look for it. */
export interface Sought {
  /** Ascending times of its exchanges; empty when unknown. */
  times: readonly number[];
  found: boolean;
}

/**
 * Whether a run at `at` could tell something new: a campaign that was not found before is in the first half of its traffic
 * (later, it hardly matters when), a week has passed since the last run, or the world ends. The other times of the grid are
 * left out to save time.
 */
export function worthRunning(at: number, end: number, last: number, campaigns: readonly Sought[]): boolean {
  return (
    at === end ||
    at - last >= 7 * DAY ||
    campaigns.some(({ times, found }) => {
      const [first, half] = [times[0], times[Math.floor(times.length / 2)]];
      return !found && first !== undefined && half !== undefined && first < at && last <= half;
    })
  );
}
