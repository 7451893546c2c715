import { facts } from '@/lib/detect/group';
import { clamp, latestBefore } from '@/lib/detect/statistics';
import { binomialTail } from '@/lib/detect/statistics-tails';
import { number, percent, plural, type Signal, span } from './signal';
import { viewOf } from './view';

const HOUR = 3_600_000;
const REACH = 12 * HOUR;
const LEAST_CHANCE = 0.01;
/** New accounts of others from which their sign-ups tell how busy those hours were for everybody. */
const LEAST_SIGNUPS = 30;

/**
 * Accounts that take up the harvest within hours of bans in the group, and how much of the traffic they bring back. Null
 * model: they begin at any time in which the group was active, or as other customers sign up in those hours where that is
 * more (binomial, exact). Source: reports of February and September 2026 (banned accounts replaced, a second pool within
 * hours).
 */
export const succession: Signal = {
  name: 'succession',
  about: 'coordination',
  theme: 'succession',
  evaluate(scene) {
    const { world, others, rhythm } = scene;
    const { members } = viewOf(scene);
    const bans: number[] = [];
    const begun: number[] = [];
    const sessions: { at: number; begun: number }[] = [];
    for (const account of members) {
      const { status, statusAt } = facts(world, account);
      if (status !== 'active' && statusAt !== null && statusAt > world.since) bans.push(statusAt);
      const starts = rhythm.starts.get(account) ?? [];
      const first = starts[0];
      if (first === undefined) continue;
      begun.push(world.since + first * 1000);
      for (const start of starts)
        sessions.push({ at: world.since + start * 1000, begun: begun.at(-1) as number });
    }
    if (bans.length < 3 || begun.length < 8) return null;
    bans.sort((a, b) => a - b);
    begun.sort((a, b) => a - b);
    const [from, to] = [begun[0] as number, world.until];
    const sinceBan = (time: number) => time - (latestBefore(bans, time) ?? Number.NEGATIVE_INFINITY);
    const after = (time: number) => sinceBan(time) <= REACH;
    const followers = begun.filter(after);
    let [covered, hours] = [0, 0];
    for (let time = from; time < to; time += HOUR) {
      hours++;
      if (after(time)) covered++;
    }
    let [signups, then] = [0, 0];
    for (const account of others) {
      const { createdAt } = facts(world, account);
      if (createdAt === null || createdAt < from || createdAt > to) continue;
      signups++;
      if (after(createdAt)) then++;
    }
    const share = Math.max(
      (covered + 1) / (hours + 2),
      signups < LEAST_SIGNUPS ? 0 : (then + 1) / (signups + 2),
    );
    const expected = share * begun.length;
    const chance = binomialTail(followers.length, begun.length, share);
    if (followers.length < 5 || followers.length < 1.5 * expected || chance > LEAST_CHANCE) return null;
    const delays = followers.map(sinceBan).sort((a, b) => a - b);
    const kept = conservation(bans, sessions);
    // Accounts that begin in one burst are one coincidence, which is as likely as the hours after bans are many.
    return {
      logOdds: clamp(
        1.5 * Math.log(followers.length / (expected + 0.5)),
        0,
        Math.min(3.5, -Math.log(share), 1.2 * Math.log(followers.length + 1)),
      ),
      summary: `Within 12 hours after ${plural(bans.length, 'ban')} in the group, ${number(followers.length)} accounts began with the same requests, half of them within ${span(delays[delays.length >> 1] as number)}.${
        kept === null
          ? ''
          : ` The day after the bans, traffic was at ${percent(kept.rest)} of the day before, ${percent(kept.fresh)} of it from accounts that had not been used until then.`
      }`,
      baseline: `If the ${number(begun.length)} accounts had begun at any time, ${number(expected)} would have begun in those hours; ${
        signups < LEAST_SIGNUPS
          ? 'too few others signed up to compare with.'
          : `${percent(then / signups)} of ${number(signups)} other customers' sign-ups fell into them.`
      }`,
      details: {
        bans: bans.length,
        successors: followers.length,
        began: begun.length,
        expected,
        chance,
        first_ban: new Date(bans[0] as number).toISOString(),
        last_ban: new Date(bans.at(-1) as number).toISOString(),
        traffic_kept: kept?.rest ?? null,
        from_new_accounts: kept?.fresh ?? null,
      },
    };
  },
};

/**
 * Sessions in the 24 hours after the day of the most bans against the 24 hours before, and the share of the later ones from
 * accounts that began after. Null when there were few before.
 */
function conservation(
  bans: readonly number[],
  sessions: readonly { at: number; begun: number }[],
): { rest: number; fresh: number } | null {
  let [wave, most] = [0, 0];
  bans.forEach((ban, i) => {
    let count = 0;
    for (let j = i; j < bans.length && (bans[j] as number) - ban <= REACH; j++) count++;
    if (count > most) [wave, most] = [ban, count];
  });
  let [before, later, fresh] = [0, 0, 0];
  for (const { at, begun } of sessions) {
    if (at > wave - 24 * HOUR && at <= wave) before++;
    if (at > wave + REACH && at <= wave + REACH + 24 * HOUR) {
      later++;
      if (begun > wave) fresh++;
    }
  }
  // Traffic that grows manifold is not being replaced.
  return before < 10 || later < 5 || later > 1.5 * before
    ? null
    : { rest: later / before, fresh: fresh / later };
}
