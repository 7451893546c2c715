import { bound, type FragmentView, Ties, viewFragment } from './fragment-ties';
import type { Group, Harvest, Member } from './group';
import { HarvestTest } from './harvest-test';
import { reconsider } from './membership';
import type { Rhythm } from './snapshot';
import { splitInTwo } from './split';
import { denseCosine } from './statistics';
import type { WorldIndex } from './world-index';

/** A group with what is needed to tell whether it is a fragment of an operation. */
export interface Fragment {
  group: Group;
  rhythm: Rhythm;
  /** Whether it is worth raising by itself. Of two fragments that are joined, one must be. */
  raised: boolean;
}

/**
 * Joins fragments of one operation: groups that divide its accounts between them, each with scaffolds of its own, and so
 * have no content in common. Two are joined when cards, devices or contacts tie at least half of the accounts of both
 * together, when one dispatcher serves both, or when two of registration, network and program tie them. Only what is rare among accounts in none of the groups
 * ties. Groups on the same accounts are one operation when they run one rare program, as with a scaffold for each language;
 * otherwise they are customers of one pool and stay apart, also through a third. So do groups that run other programs, unless they
 * present the same hidden reasoning blocks, and those that {@link splitInTwo} would cut again.
 * Answers the groups that were joined with their parts; the others are left out.
 */
export function joinFragments(
  index: WorldIndex,
  fragments: readonly Fragment[],
): { group: Group; parts: Group[] }[] {
  const { world } = index;
  if (fragments.length < 2) return [];
  const seen = fragments.map(({ group, rhythm }) => viewFragment(world, group, rhythm));
  const inside = new Set(seen.flatMap(({ accounts }) => [...accounts]));
  const ties = new Ties(world, inside);
  const clusters = fragments.map((_, i) => [i]);
  const at = (i: number) => seen[i] as FragmentView;
  for (const [a, b] of pairsByEnds(seen)) {
    if (!fragments[a]?.raised && !fragments[b]?.raised) continue;
    const [one, other] = [clusterOf(clusters, a), clusterOf(clusters, b)];
    if (one === other) continue;
    const some = (test: (x: FragmentView, y: FragmentView) => boolean) =>
      one.some((i) => other.some((j) => test(at(i), at(j))));
    if (some((x, y) => ties.customers(x, y))) continue;
    if (!ties.sameBlocks(at(a), at(b))) {
      if (some((x, y) => ties.apart(x, y))) continue;
      if (!ties.onePool(at(a), at(b)) && !bound(ties.between(at(a), at(b)))) continue;
      const accounts = [...one, ...other].flatMap((i) => [...at(i).accounts]);
      const whole = [...new Set(accounts)].sort((x, y) => x - y);
      if (splitInTwo(index, whole)) continue;
    }
    one.push(...other);
    clusters.splice(clusters.indexOf(other), 1);
  }
  return clusters
    .filter((cluster) => cluster.length > 1)
    .map((cluster) => {
      const parts = cluster.map((i) => (fragments[i] as Fragment).group);
      return { group: union(index, parts), parts };
    });
}

/**
 * Pairs of fragments, those that go for the same first: where two customers of a pool each left several fragments, what
 * ties accounts of the pool ties all of them.
 */
function pairsByEnds(views: readonly FragmentView[]): (readonly [number, number])[] {
  return views
    .flatMap((one, a) =>
      views.slice(a + 1).map((other, i) => ({
        pair: [a, a + 1 + i] as const,
        alike: denseCosine(one.capabilities, other.capabilities),
      })),
    )
    .sort((x, y) => y.alike - x.alike || x.pair[0] - y.pair[0] || x.pair[1] - y.pair[1])
    .map(({ pair }) => pair);
}

function union(index: WorldIndex, parts: readonly Group[]): Group {
  const { world } = index;
  const harvest: Harvest = {
    families: new Set(parts.flatMap((part) => [...part.harvest.families])),
    systems: new Set(parts.flatMap((part) => [...part.harvest.systems])),
    tools: new Set(parts.flatMap((part) => [...part.harvest.tools])),
    capabilities: new Set(parts.flatMap((part) => [...part.harvest.capabilities])),
  };
  const sent = new HarvestTest(world, harvest);
  const members = new Map<number, Member>();
  for (const { account, membership } of parts.flatMap((part) => part.members)) {
    const held = members.get(account);
    members.set(account, {
      account,
      membership: Math.max(membership, held?.membership ?? 0),
      harvest: held?.harvest ?? sent.count(account),
    });
  }
  const largest = [...parts].sort(
    (a, b) => b.members.length - a.members.length || (a.name < b.name ? -1 : 1),
  )[0] as Group;
  return {
    name: largest.name,
    origin: largest.origin,
    members: reconsider(
      index,
      harvest,
      [...members.values()].sort((a, b) => a.account - b.account),
    ),
    harvest,
  };
}

function clusterOf(clusters: readonly number[][], item: number): number[] {
  return clusters.find((cluster) => cluster.includes(item)) as number[];
}
