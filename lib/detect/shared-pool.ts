import type { Evidence } from '@/lib/model/campaign';
import { CAPABILITIES, CAPABILITY_WORDS, capabilityAt } from '@/lib/model/capability';
import type { Assessed } from './detect';
import { accountsOf, type Group, isHarvest } from './group';
import { profileOf } from './profile';
import { number, percent, plural } from './signals/signal';
import type { Snapshot } from './snapshot';
import { overlap, sum } from './statistics';

/** Share of the smaller one's accounts that two campaigns must have in common to be customers of one pool. */
const COMMON = 0.3;
/** Share of a customer's accounts that a pool's campaign must hold for it to be named there. */
const HELD = 0.8;
/** Share of a customer's exchanges that ask for no capability in particular, from which it may be anybody who buys resold access. */
const ORDINARY = 0.5;
const GENERAL = CAPABILITIES.indexOf('general');

/**
 * Leaves out the ordinary customers of a pool: groups among whose exchanges most ask for nothing in particular and that are only to be
 * watched, when a campaign that more is recommended about has nearly all of their accounts. One operation would be shown
 * once for each program that is resold through it; how much of its traffic is harvest stands with the campaign.
 */
export function withoutResold(world: Snapshot, found: readonly Assessed[]): Assessed[] {
  const acted = found
    .filter(({ assessment }) => assessment.action !== 'watch')
    .map(({ group }) => new Set(accountsOf(group)));
  return found.filter(({ group, assessment }) => {
    if (assessment.action !== 'watch') return true;
    const own = new Set(accountsOf(group));
    return (
      !acted.some((accounts) => overlap(own, accounts) / own.size >= HELD) ||
      generalShare(world, group) < ORDINARY
    );
  });
}

/**
 * Says of each campaign that works through the same accounts as others how much of what those accounts send is its own, how much each
 * other one's, and how much neither's, which a pool resells. It weighs nothing: it tells the customers of a pool apart.
 */
export function nameSharedPools(world: Snapshot, found: readonly Assessed[]): Assessed[] {
  const accounts = found.map(({ group }) => new Set(accountsOf(group)));
  return found.map((one, i) => {
    const own = accounts[i] as ReadonlySet<number>;
    const others = found.filter((_, j) => {
      const theirs = accounts[j] as ReadonlySet<number>;
      return j !== i && overlap(own, theirs) / Math.min(own.size, theirs.size) >= COMMON;
    });
    if (others.length === 0) return one;
    const evidence = [...one.assessment.evidence, sentence(world, one.group, others)];
    return { ...one, assessment: { ...one.assessment, evidence } };
  });
}

function generalShare(world: Snapshot, group: Group): number {
  const counts = sought(world, group);
  return (counts[GENERAL] as number) / sum(counts);
}

function sentence(world: Snapshot, group: Group, others: readonly Assessed[]): Evidence {
  const elsewhere = new Set(others.flatMap(({ group }) => accountsOf(group)));
  const size = group.members.length;
  const pooled = group.members.filter(({ account }) => elsewhere.has(account)).length;
  const sent = { all: 0, own: 0, theirs: others.map(() => 0) };
  for (const { account } of group.members) {
    for (const cell of world.cells.by(account)) {
      sent.all += cell.exchanges;
      if (isHarvest(cell, group.harvest)) sent.own += cell.exchanges;
      else {
        const at = others.findIndex((other) => isHarvest(cell, other.group.harvest));
        if (at >= 0) sent.theirs[at] = (sent.theirs[at] as number) + cell.exchanges;
      }
    }
  }
  const rest = sent.all - sent.own - sum(sent.theirs);
  const customers = others.map(
    (other, i) =>
      `${percent((sent.theirs[i] as number) / sent.all)} another customer’s, who goes for ${goesFor(world, other.group)}`,
  );
  return {
    signal: 'shared-pool',
    about: 'coordination',
    log_odds: 0,
    summary: `${number(pooled)} of ${plural(size, 'account')} work for ${others.length === 1 ? 'another campaign' : `${number(others.length)} other campaigns`} as well. Of what the accounts send, ${percent(sent.own / sent.all)} is this customer’s harvest, for ${goesFor(world, group)}, ${customers.join(', ')}, and ${percent(rest / sent.all)} neither’s.`,
    baseline:
      'Pools of accounts serve several customers and resell the rest; each customer is judged by what its own program sends.',
    details: {
      accounts: pooled,
      members: size,
      exchanges: sent.all,
      harvest: sent.own,
      other_campaigns: sent.theirs,
      neither: rest,
    },
  };
}

/** Exchanges of a group's harvest by capability. */
function sought(world: Snapshot, group: Group): number[] {
  return [...profileOf(world, accountsOf(group), group.harvest).capabilities];
}

/** The capabilities that make up most of a group's harvest, in words. */
function goesFor(world: Snapshot, group: Group): string {
  const counts = sought(world, group);
  const total = sum(counts);
  return counts
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => count >= 0.2 * total)
    .sort((a, b) => b.count - a.count || a.at - b.at)
    .slice(0, 2)
    .map(({ at }) => CAPABILITY_WORDS[capabilityAt(at)].sought)
    .join(' and ');
}
