import { facts } from '@/lib/detect/group';
import { clamp, latestBefore } from '@/lib/detect/statistics';
import { number, plural, type Signal, span } from './signal';

const REACH = 12 * 3_600_000;

/**
 * Accounts that take up the harvest within hours of bans in the group. Null model: their beginnings spread evenly over
 * the time in which the group was active; the expected number in the same hours follows from that.
 */
export const succession: Signal = {
  name: 'succession',
  about: 'coordination',
  theme: 'succession',
  evaluate({ world, group, rhythm }) {
    const bans: number[] = [];
    const begun: number[] = [];
    for (const { account } of group.members) {
      const { status, statusAt } = facts(world, account);
      if (status !== 'active' && statusAt !== null && statusAt > world.since) bans.push(statusAt);
      const first = rhythm.starts.get(account)?.[0];
      if (first !== undefined) begun.push(world.since + first * 1000);
    }
    if (bans.length < 3 || begun.length < 8) return null;
    bans.sort((a, b) => a - b);
    begun.sort((a, b) => a - b);
    const [from, to] = [begun[0] as number, world.until];
    const sinceBan = (time: number) => time - (latestBefore(bans, time) ?? Number.NEGATIVE_INFINITY);
    const after = (time: number) => sinceBan(time) <= REACH;
    const followers = begun.filter(after);
    let covered = 0;
    for (let time = from; time < to; time += 3_600_000) if (after(time)) covered += 3_600_000;
    const expected = (begun.length * covered) / Math.max(1, to - from);
    if (followers.length < 5 || followers.length < 2 * expected) return null;
    const delays = followers.map(sinceBan).sort((a, b) => a - b);
    return {
      logOdds: clamp(1.5 * Math.log(followers.length / (expected + 0.5)), 0, 3.5),
      summary: `After ${plural(bans.length, 'ban')}, ${plural(followers.length, 'account')} that had been silent took over, half of them within ${span(delays[delays.length >> 1] as number)}.`,
      baseline: `If accounts had begun at any time, ${number(expected)} would have begun in those hours.`,
      details: {
        bans: bans.length,
        successors: followers.length,
        expected,
        first_ban: new Date(bans[0] as number).toISOString(),
        last_ban: new Date(bans.at(-1) as number).toISOString(),
      },
    };
  },
};
