import { countOf, type Scene } from '@/lib/detect/group';
import type { ContentFacts } from '@/lib/detect/snapshot';
import { clamp, quantile } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, plural, type Signal } from './signal';

/**
 * What remains of the weight when the group was put together from this very content: that some accounts share a scaffold is
 * then no surprise, only how much, how broadly and how exclusively they use it.
 */
const SELECTED = 0.8;

/**
 * Prompts built from the same scaffolds in many accounts. Weighed by how much of their traffic that is, because a popular
 * prompt is shared by many who use it once. Base rate: the others who send any of these scaffolds as often. Source: the
 * February 2026 report (near-identical prompts, thousands of times across hundreds of accounts); weights by rarity as in
 * FRAUDAR (KDD 2016).
 */
export const scaffoldFamilies: Signal = {
  name: 'scaffold-families',
  about: 'coordination',
  theme: 'content',
  evaluate({ world, group, others }) {
    const { families } = group.harvest;
    if (families.size === 0) return null;
    const contents = [...families].flatMap((family) => world.families[family] ?? []);
    const sent = countBy(contents);
    const divided = contents.some(({ whole }) => whole !== undefined);
    const counts = group.members.map(({ account }) => sent.get(account) ?? 0);
    const typical = quantile(counts, 0.5);
    const least = Math.max(2, typical / 4);
    const inside = counts.filter((count) => count >= least).length;
    const out = countOf(others, (account) => (sent.get(account) ?? 0) >= least);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const share = quantile(
      group.members.map(
        ({ account }, i) => (counts[i] as number) / Math.max(1, world.accounts[account]?.exchanges ?? 1),
      ),
      0.5,
    );
    const devotion = clamp(Math.log1p(typical) / Math.log(13), 0, 1) * clamp(0.25 + share, 0, 1);
    const breadth = breadthOf(world, group);
    const { logOdds: odds, p } = contrast(inside, counts.length, out, others.length);
    const most = 0.9 * Math.log(group.members.length);
    const logOdds =
      Math.min(most, clamp(odds, 0, 5)) *
      devotion *
      clamp(breadth / 0.4, 0.1, 1) *
      (group.origin === 'content' ? SELECTED : 1);
    if (logOdds < 0.2) return null;
    return {
      logOdds,
      summary: `${number(inside)} of ${plural(counts.length, 'account')} send prompts built from the same ${families.size === 1 ? 'scaffold' : `${number(families.size)} scaffolds`}, ${number(total)} in all, at least ${number(least)} each; they are ${percent(share)} of what a typical one sends.`,
      baseline: `Of ${number(others.length)} other accounts, ${number(out)} (${percent(out / Math.max(1, others.length))}) send as many${divided ? ' by the same program' : ''}.${group.origin === 'content' ? ' The group was found by these prompts, so they count for less.' : ''}`,
      details: {
        families: families.size,
        accounts: inside,
        members: counts.length,
        exchanges: total,
        median_per_account: typical,
        median_share: share,
        breadth,
        others: out,
        others_total: others.length,
        chance: p,
      },
    };
  },
};

/** Exchanges in these contents, by account. */
function countBy(contents: readonly ContentFacts[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { byAccount } of contents)
    for (const [account, count] of byAccount) counts.set(account, (counts.get(account) ?? 0) + count);
  return counts;
}

/** Mean share of members that use a family, weighed by exchanges: near 1 for one repertoire, small for chance overlaps. */
function breadthOf(world: Scene['world'], group: Scene['group']): number {
  const members = new Set(group.members.map(({ account }) => account));
  let [weighted, total] = [0, 0];
  for (const family of group.harvest.families) {
    let [users, exchanges] = [0, 0];
    for (const [account, count] of world.families[family]?.byAccount ?? []) {
      if (!members.has(account)) continue;
      users++;
      exchanges += count;
    }
    weighted += (exchanges * users) / members.size;
    total += exchanges;
  }
  return total === 0 ? 0 : weighted / total;
}
