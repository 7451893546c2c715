import { communitiesOf } from './communities';
import type { Group } from './group';
import { handedOn } from './handed-on';
import { HarvestTest } from './harvest-test';
import { linksOf, unisonLinks } from './links';
import { type Refined, refine } from './membership';
import { ownContents } from './own-contents';
import { type Repertoire, repertoires } from './repertoire';
import type { ContentFacts, Snapshot } from './snapshot';
import { splitInTwo } from './split';
import { cosine, overlap } from './statistics';
import { CONTENT_TYPES, type ContentType, indexWorld, type WorldIndex } from './world-index';

const LEAST_MEMBERS = 4;
const SAME = 0.6;
/** Exchanges in a larger group, to those in this one, below which its accounts are in that by everyday openings only. */
const LEAST_THERE = 1 / 3;
/** Cosine of parameter vectors above which two run by one program, and below which they run by different ones. */
const SAME_PROGRAM = 0.5;
const OTHER_PROGRAM = 0.2;
/** Share of a larger group's harvest below which what its accounts send besides is a rare wording or a frequent payload of it. */
const LITTLE = 0.15;
/** Exchanges from which other work is worth telling apart. */
const LEAST_WORK = 40;
/** What a group inside a client's users is named by. */
const INNER = ['families'] as const;
/** Accounts that must name a verified organization for it to be a customer of its own. */
const LEAST_CUSTOMER = 2;

/**
 * Every group of accounts worth assessing. First by content: the users of each repertoire, refined. Then by other links
 * (cards, devices, registrations, reasoning blocks), as far as no content group holds those accounts already.
 */
export function groupsOf(world: Snapshot, index = indexWorld(world)): Group[] {
  const found: Group[] = [];
  const inner: Group[] = [];
  for (const seed of repertoires(index)) {
    const refined = refine(index, seed);
    if (!refined || refined.members.length < LEAST_MEMBERS) continue;
    for (const part of operations(index, refined)) {
      if (seed.inner)
        inner.push({ name: nameOf(world, part, INNER), origin: 'content', inner: true, ...part });
      else found.push({ name: nameOf(world, part), origin: 'content', ...part });
    }
  }
  const groups = withoutParts(index, found);
  const held = new Set(groups.flatMap((group) => group.members.map(({ account }) => account)));
  const claimed = claimedBy(groups);
  for (const accounts of communitiesOf(world.accounts.length, linksOf(world), LEAST_MEMBERS)) {
    const free = accounts.filter((account) => !held.has(account));
    if (free.length < LEAST_MEMBERS || free.length < accounts.length / 2) continue;
    const group = linkGroup(index, accounts, claimed);
    if (group) groups.push(group);
  }
  return [...groups, ...withoutSame(inner, groups), ...unisonGroups(world), ...handedOn(world)];
}

/** Groups inside a client's users that are not, by their accounts, a group that is there already. */
function withoutSame(inner: readonly Group[], groups: readonly Group[]): Group[] {
  const kept = groups.map(({ members }) => new Set(members.map(({ account }) => account)));
  return inner.filter(({ members }) => {
    const own = new Set(members.map(({ account }) => account));
    const known = kept.some((other) => overlap(own, other) >= SAME * Math.max(own.size, other.size));
    if (!known) kept.push(own);
    return !known;
  });
}

/** Accounts that do the same at the same moments. What they did then counts as their harvest. */
function unisonGroups(world: Snapshot): Group[] {
  const pairs = world.unison ?? [];
  return communitiesOf(world.accounts.length, unisonLinks(pairs), 2).map((accounts) => {
    const inside = new Set(accounts);
    const own = pairs.filter(({ a, b }) => inside.has(a) && inside.has(b));
    const acts = new Map<number, number>();
    for (const pair of own) {
      acts.set(pair.a, Math.max(acts.get(pair.a) ?? 0, pair.acts[0]));
      acts.set(pair.b, Math.max(acts.get(pair.b) ?? 0, pair.acts[1]));
    }
    return {
      name: `unison:${world.accounts[accounts[0] as number]?.key}`,
      origin: 'unison' as const,
      members: accounts.map((account) => ({ account, membership: 0.9, harvest: acts.get(account) ?? 0 })),
      harvest: {
        families: new Set<number>(),
        systems: new Set<number>(),
        tools: new Set<number>(),
        capabilities: new Set<number>(),
        anchors: new Set(own.flatMap(({ keys }) => keys)),
      },
    };
  });
}

/** A group, cut until no part of it is two operations. Each part's harvest is what it sends more than everybody else. */
function operations(index: WorldIndex, group: Refined): Refined[] {
  const { world } = index;
  const all = group.members.map(({ account }) => account);
  const parts = openCustomers(world, all) ?? splitInTwo(index, all);
  if (!parts) return [group];
  const membership = new Map(group.members.map((member) => [member.account, member.membership]));
  return parts.flatMap((accounts) => {
    const harvest = {
      ...ownContents(index, new Set(accounts), group.harvest),
      capabilities: new Set<number>(),
    };
    const sent = new HarvestTest(world, harvest);
    const members = accounts
      .map((account) => ({
        account,
        membership: membership.get(account) as number,
        harvest: sent.count(account),
      }))
      .filter((member) => member.harvest > 0);
    return members.length < LEAST_MEMBERS ? [] : operations(index, { members, harvest });
  });
}

/**
 * The accounts of each verified organization that several name, where the others are not its, and before them those others: whoever
 * openly sends the same as an operation (a firm that tests safeguards, say) is judged by itself. All at once, since a prompt that half
 * the world uses has hundreds of them. Null when there is none, or when nobody else is known to be with it.
 */
function openCustomers(world: Snapshot, accounts: readonly number[]): number[][] | null {
  const named = new Map<string, number[]>();
  for (const account of accounts) {
    const { organization, verified } = world.accounts[account] ?? {};
    if (organization && verified === 'organization') push(named, organization, account);
  }
  const customers = [...named]
    .filter(([, verified]) => verified.length >= LEAST_CUSTOMER)
    .sort(([, a], [, b]) => b.length - a.length || (a[0] as number) - (b[0] as number))
    .map(([organization]) => organization);
  const [largest] = customers;
  if (largest === undefined) return null;
  const byName = new Map<string, number[]>();
  for (const account of accounts) {
    const organization = world.accounts[account]?.organization;
    if (organization && named.has(organization)) push(byName, organization, account);
  }
  const ownOf = (organization: string) => byName.get(organization) as number[];
  let left = accounts.length;
  const cut: string[] = [];
  for (const organization of customers) {
    const { length } = ownOf(organization);
    if (length > left / 2) break;
    left -= length;
    cut.push(organization);
  }
  if (cut.length > 0) {
    const names = new Set<string | null | undefined>(cut);
    const others = accounts.filter((account) => !names.has(world.accounts[account]?.organization));
    return [others, ...cut.reverse().map(ownOf)];
  }
  const own = ownOf(largest);
  const ours = new Set(own);
  const others = accounts.filter((account) => !ours.has(account));
  // Where it is most of them, those of whom nothing else is known are its own as well.
  const domains = new Set(own.map((account) => world.accounts[account]?.emailDomain));
  const strangers = others.filter((account) => {
    const domain = world.accounts[account]?.emailDomain ?? null;
    return domain !== null && !domains.has(domain);
  });
  const apart = new Set(strangers);
  return strangers.length === 0 ? null : [strangers, accounts.filter((account) => !apart.has(account))];
}

function push(lists: Map<string, number[]>, name: string, account: number): void {
  const list = lists.get(name);
  if (list) list.push(account);
  else lists.set(name, [account]);
}

/** Harvest of a group without a repertoire: what its accounts send alike and no other group does. Null when few send any. */
function linkGroup(index: WorldIndex, accounts: number[], claimed: Repertoire): Group | null {
  const { world } = index;
  const own = ownContents(index, new Set(accounts));
  const harvest = { ...own, capabilities: new Set<number>() };
  for (const type of CONTENT_TYPES) for (const at of claimed[type]) harvest[type].delete(at);
  const sent = new HarvestTest(world, harvest);
  const members = accounts
    .map((account) => ({ account, membership: 0.8, harvest: sent.count(account) }))
    .filter((member) => member.harvest > 0);
  if (members.length < LEAST_MEMBERS) return null;
  return { name: `links:${world.accounts[accounts[0] as number]?.key}`, origin: 'links', members, harvest };
}

/** Contents that groups have as their harvest already. */
function claimedBy(groups: readonly Group[]): Repertoire {
  const claimed: Repertoire = { families: new Set(), systems: new Set(), tools: new Set() };
  for (const { harvest } of groups)
    for (const type of CONTENT_TYPES) for (const at of harvest[type]) claimed[type].add(at);
  return claimed;
}

function nameOf(
  world: Snapshot,
  { harvest }: { harvest: Group['harvest'] },
  types: readonly ContentType[] = CONTENT_TYPES,
): string {
  let best: { key: bigint; exchanges: number } | null = null;
  for (const type of types) {
    for (const at of harvest[type]) {
      const { key, exchanges } = world[type][at] as ContentFacts;
      if (!best || exchanges > best.exchanges || (exchanges === best.exchanges && key < best.key))
        best = { key, exchanges };
    }
  }
  return `content:${best?.key ?? 0n}`;
}

/**
 * Drops groups whose members mostly are members of a larger group with the same programs: a rare wording, a frequent payload. Not
 * where they send little of what that one sends, since everyday openings make groups of half the world. Two groups on one pool of accounts stay apart when they run by different parameters.
 */
function withoutParts(index: WorldIndex, groups: readonly Group[]): Group[] {
  const { world } = index;
  const sorted = [...groups].sort((a, b) => harvestTotal(b) - harvestTotal(a) || (a.name < b.name ? -1 : 1));
  const kept: { group: Group; sent: Map<number, number>; params: Map<number, number>; settled: boolean }[] =
    [];
  for (const group of sorted) {
    const params = paramsOf(world, group);
    const home = kept.find((other) => {
      let [both, own, there] = [0, 0, 0];
      for (const { account, harvest } of group.members) {
        const sent = other.sent.get(account);
        if (sent === undefined) continue;
        both++;
        own += harvest;
        there += sent;
      }
      if (both < SAME * group.members.length || there < LEAST_THERE * own) return false;
      return sameWork(params, other.params, harvestTotal(group), harvestTotal(other.group));
    });
    if (home) {
      // Once it has taken up nothing new it will not for another part either: the question is the same.
      if (home.settled || harvestTotal(group) < 20) continue;
      const before = sizeOf(home.group.harvest);
      for (const type of CONTENT_TYPES) {
        for (const at of ownContents(index, new Set(home.sent.keys()), home.group.harvest)[type])
          home.group.harvest[type].add(at);
      }
      home.settled = sizeOf(home.group.harvest) === before;
    } else {
      const sent = new Map(group.members.map(({ account, harvest }) => [account, harvest]));
      kept.push({ group, sent, params, settled: false });
    }
  }
  return kept.map(({ group }) => group);
}

function sizeOf(harvest: Repertoire): number {
  return CONTENT_TYPES.reduce((sum, type) => sum + harvest[type].size, 0);
}

/** Tells of groups whether they are no more than an aspect of a larger one: mostly its accounts, by the same program or with little harvest. */
export function partsOf(world: Snapshot, whole: Group): (group: Group) => boolean {
  const accounts = new Set(whole.members.map(({ account }) => account));
  const harvest = harvestTotal(whole);
  let params: Map<number, number> | null = null;
  return (group) => {
    let both = 0;
    for (const { account } of group.members) if (accounts.has(account)) both++;
    const own = harvestTotal(group);
    if (both < SAME * group.members.length || own > harvest) return false;
    params ??= paramsOf(world, whole);
    return sameWork(paramsOf(world, group), params, own, harvest);
  };
}

/**
 * Whether a group on the accounts of another does that one's work: it runs by the same parameters, or nobody knows by which, or it is
 * little beside it and does not plainly run by others. `harvest`, `whole`: exchanges of the one and of the other.
 */
function sameWork(
  own: ReadonlyMap<number, number>,
  theirs: ReadonlyMap<number, number>,
  harvest: number,
  whole: number,
): boolean {
  if (own.size === 0) return true;
  const alike = cosine(own, theirs);
  if (alike > SAME_PROGRAM) return true;
  const plainlyOther = theirs.size > 0 && alike < OTHER_PROGRAM && harvest >= LEAST_WORK;
  return harvest < LITTLE * whole && !plainlyOther;
}

function harvestTotal(group: Group): number {
  return group.members.reduce((total, member) => total + member.harvest, 0);
}

/** Parameter vectors of the harvest, by exchanges. */
export function paramsOf(world: Snapshot, { members, harvest }: Group): Map<number, number> {
  const { cells } = world;
  const { families, systems, tools } = harvest;
  const sent = new HarvestTest(world, { families, systems, tools, capabilities: new Set() });
  const params = new Map<number, number>();
  for (const { account } of members) {
    for (let i = cells.start(account); i < cells.end(account); i++) {
      const param = cells.param[i] as number;
      if (param >= 0 && sent.is(i))
        params.set(param, (params.get(param) ?? 0) + (cells.exchanges[i] as number));
    }
  }
  return params;
}
