import { CAPABILITIES, type Capability, capabilityIndex } from '@/lib/model/capability';
import { indicatorKey, key64 } from '@/lib/model/hash';
import type { IndicatorKind } from '@/lib/model/indicator';
import { type Cell, Cells } from './cells';
import { sceneOf } from './detect';
import type { Group, Scene } from './group';
import { HarvestTest } from './harvest-test';
import type { AccountFacts, ContentFacts, Release, SharedBlock, SharedValue, Snapshot } from './snapshot';

/** For tests: an invented account. Times in days before the end of the window. */
export interface Spec {
  id: string;
  /** What it sends: scaffold, system prompt, tool set and parameters by name. */
  sends: {
    family?: string;
    system?: string;
    tool?: string;
    param?: string;
    capability?: Capability;
    n: number;
  }[];
  created?: number | null;
  shared?: Partial<Record<IndicatorKind, string>>;
  facts?: Partial<AccountFacts>;
  /** Exchanges under a system prompt of its own. */
  ownSystem?: number;
  /** Session starts of the harvest, in seconds since the window began. */
  starts?: number[];
}

export const DAY = 86_400_000;
export const UNTIL = Date.UTC(2026, 9, 31);
export const SINCE = UNTIL - 30 * DAY;

/** `count` accounts made alike: `make(i)` with ids that count. */
export function many(count: number, prefix: string, make: (i: number) => Omit<Spec, 'id'>): Spec[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `${prefix}-${String(i).padStart(4, '0')}`,
    ...make(i),
  }));
}

/** Ordinary customers: prompts of their own, cards of their own, made over two years. */
export function strangers(count: number, extra: (i: number) => Partial<Spec> = () => ({})): Spec[] {
  return many(count, 'stranger', (i) => ({
    sends: [{ n: 5 + ((i * 7) % 40) }],
    created: 40 + ((i * 37) % 700) + (i % 24) / 24,
    shared: { payment_fingerprint: `own-card-${i}` },
    ...extra(i),
  }));
}

/** A snapshot of the accounts, as loading would give it. */
export function worldOf(
  specs: readonly Spec[],
  rest: { releases?: Release[]; blocks?: SharedBlock[] } = {},
): Snapshot {
  const families = new Contents();
  const systems = new Contents();
  const tools = new Contents();
  const params = new Contents();
  const shared = new Map<string, SharedValue>();
  const cells: Cell[][] = specs.map(({ sends, shared: values }, account) => {
    for (const [kind, value] of Object.entries(values ?? {}) as [IndicatorKind, string][]) {
      const held = shared.get(`${kind} ${value}`);
      if (held) held.accounts.push(account);
      else
        shared.set(`${kind} ${value}`, { kind, key: indicatorKey(kind, value), value, accounts: [account] });
    }
    return sends.map(({ family, system, tool, param, capability = 'general', n }) => ({
      family: families.at(family, account, n),
      system: systems.at(system, account, n),
      tool: tools.at(tool, account, n),
      param: params.at(param, account, n),
      capability: capabilityIndex(capability),
      exchanges: n,
    }));
  });
  const accounts = specs.map((spec, i) => factsOf(spec, cells[i] as Cell[]));
  return {
    since: SINCE,
    until: UNTIL,
    exchanges: accounts.reduce((sum, account) => sum + account.exchanges, 0),
    accounts,
    shared: [...shared.values()].filter((value) => value.accounts.length > 1),
    families: families.list,
    systems: systems.list,
    tools: tools.list,
    params: params.list,
    cells: Cells.of(cells),
    ownSystem: new Map(specs.flatMap(({ ownSystem }, i) => (ownSystem ? [[i, ownSystem] as const] : []))),
    blocks: rest.blocks ?? [],
    releases: rest.releases ?? [],
  };
}

/** The scene of one group: the accounts whose ids begin with `prefix`, and the named contents as their harvest. */
export function sceneFor(
  specs: readonly Spec[],
  prefix: string,
  harvest: { families?: string[]; systems?: string[]; tools?: string[] },
  rest: { releases?: Release[]; blocks?: SharedBlock[] } = {},
): Scene {
  const world = worldOf(specs, rest);
  const places = (list: ContentFacts[], names: string[] = []) =>
    new Set(names.map((name) => list.findIndex(({ key }) => key === key64(name))));
  const sought = {
    families: places(world.families, harvest.families),
    systems: places(world.systems, harvest.systems),
    tools: places(world.tools, harvest.tools),
    capabilities: new Set<number>(),
  };
  const sent = new HarvestTest(world, sought);
  const members = specs.flatMap(({ id }, account) =>
    id.startsWith(prefix) ? [{ account, membership: 0.95, harvest: sent.count(account) }] : [],
  );
  const group: Group = { name: prefix, origin: 'content', members, harvest: sought };
  const starts = new Map(
    members.flatMap(({ account }) =>
      specs[account]?.starts ? [[account, specs[account].starts] as const] : [],
    ),
  );
  return sceneOf(world, group, () => ({ starts }), new Set());
}

function factsOf({ id, created = 100, facts }: Spec, cells: readonly Cell[]): AccountFacts {
  const capabilities = new Array<number>(CAPABILITIES.length).fill(0);
  for (const { capability, exchanges } of cells)
    capabilities[capability] = (capabilities[capability] ?? 0) + exchanges;
  const exchanges = cells.reduce((sum, cell) => sum + cell.exchanges, 0);
  return {
    key: key64(id),
    id,
    createdAt: created === null ? null : UNTIL - created * DAY,
    pathway: 'api',
    plan: 'tier1',
    country: null,
    organization: null,
    emailDomain: null,
    emailPattern: null,
    paymentBin: null,
    paymentKind: null,
    verified: null,
    declaredUse: null,
    status: 'active',
    statusAt: null,
    exchanges,
    sessions: exchanges,
    first: SINCE + DAY,
    last: UNTIL - DAY,
    days: 20,
    refused: 0,
    limited: 0,
    outputTokens: 0,
    capabilities,
    ...facts,
  };
}

class Contents {
  readonly list: ContentFacts[] = [];
  private readonly places = new Map<string, number>();

  at(name: string | undefined, account: number, n: number): number {
    if (name === undefined) return -1;
    let place = this.places.get(name);
    if (place === undefined) {
      place =
        this.list.push({ key: key64(name), anchors: [key64(name)], byAccount: new Map(), exchanges: 0 }) - 1;
      this.places.set(name, place);
    }
    const facts = this.list[place] as ContentFacts & { byAccount: Map<number, number> };
    facts.byAccount.set(account, (facts.byAccount.get(account) ?? 0) + n);
    facts.exchanges += n;
    return place;
  }
}
