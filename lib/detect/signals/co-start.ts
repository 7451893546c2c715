import { facts } from '@/lib/detect/group';
import { clamp, quantile, sample, seedOf, shortestSpan } from '@/lib/detect/statistics';
import { seeded } from '@/lib/model/random';
import { number, type Signal, span } from './signal';
import { viewOf } from './view';

const LEAST_ACCOUNTS = 8;
const MOST_ACCOUNTS = 500;
const DRAWS = 40;
const HALF = 0.5;
/** An assignment or a viral prompt begins together as well, so that it never says more. */
const MOST = 1.5;

/**
 * Accounts that begin and stop this kind of request together, though they are in use at other times too. Null model: each
 * account's stretch of such requests, as long as it is, lies anywhere within the time in which the account is in use (40 draws,
 * seeded). Accounts that are used for nothing else give the null no room, and then it says nothing. Source: the September 2026
 * reports (4 requests from each of 4,000 users within two days); co-activity as in CopyCatch (WWW 2013).
 */
export const coStart: Signal = {
  name: 'co-start',
  about: 'coordination',
  theme: 'timing',
  evaluate(scene) {
    const { world, rhythm } = scene;
    const { members } = viewOf(scene);
    const random = seeded(seedOf(world.accounts[members[0] ?? 0]?.key ?? 0n));
    const stretches = sample(members, MOST_ACCOUNTS, random).flatMap((account) => {
      const starts = rhythm.starts.get(account) ?? [];
      if (starts.length === 0) return [];
      const [from, to] = [starts[0] as number, starts.at(-1) as number].map(
        (at) => world.since + at * 1000,
      ) as [number, number];
      const { first, last } = facts(world, account);
      return [{ from, to, low: Math.min(first, from), high: Math.max(last, to) }];
    });
    if (stretches.length < LEAST_ACCOUNTS) return null;
    const actual = together(
      stretches.map(({ from }) => from),
      stretches.map(({ to }) => to),
    );
    const draws = Array.from({ length: DRAWS }, () => {
      const moved = stretches.map(({ from, to, low, high }) => {
        const at = low + random() * (high - low - (to - from));
        return { from: at, to: at + to - from };
      });
      return together(
        moved.map(({ from }) => from),
        moved.map(({ to }) => to),
      );
    });
    const usual = quantile(draws, 0.5);
    const least = Math.min(...draws);
    if (actual >= 0.5 * least) return null;
    const logOdds = clamp(0.7 * Math.log(usual / Math.max(actual, 3_600_000)), 0, MOST);
    if (logOdds < 0.3) return null;
    return {
      logOdds,
      // A course begins and ends so, too.
      instructed: true,
      summary: `Half of ${number(stretches.length)} accounts${members.length > MOST_ACCOUNTS ? ` (of ${number(members.length)}, drawn at random)` : ''} began these requests, or half stopped them, within ${span(Math.max(60_000, actual))} of one another, although the accounts are in use at other times too.`,
      baseline: `If each had begun at any time of its use, it would be ${span(usual)}, and ${span(least)} at the least in ${DRAWS} random choices; people who meet the same task begin together as well.`,
      details: {
        accounts: stretches.length,
        span_hours: actual / 3_600_000,
        null_median_hours: usual / 3_600_000,
        null_least_hours: least / 3_600_000,
      },
    };
  },
};

/** The shorter of the spans in which half begin and in which half stop. */
function together(begun: readonly number[], stopped: readonly number[]): number {
  const spanOf = (times: readonly number[]) =>
    shortestSpan(
      [...times].sort((a, b) => a - b),
      HALF,
    ).span;
  return Math.min(spanOf(begun), spanOf(stopped));
}
