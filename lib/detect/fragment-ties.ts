import { CAPABILITIES } from '@/lib/model/capability';
import type { IndicatorKind } from '@/lib/model/indicator';
import { accountsOf, type Group } from './group';
import { HarvestTest } from './harvest-test';
import { inTurn, mayBeInTurn } from './in-turn';
import type { Rhythm, Snapshot } from './snapshot';
import { cosine, denseCosine, logLift, overlap } from './statistics';
import { type Starts, turnRegularity } from './timing';

/** What fragments of one operation have in common. */
export type Bond =
  | 'reasoning'
  | 'payment'
  | 'device'
  | 'contact'
  | 'registration'
  | 'network'
  | 'program'
  | 'timing';

/** Values of accounts by what they speak of. One bond of a near-certain kind is enough, of the others it takes two. */
const BONDS: readonly { bond: Bond; kinds: readonly IndicatorKind[] }[] = [
  { bond: 'payment', kinds: ['payment_fingerprint'] },
  { bond: 'device', kinds: ['signup_device', 'device', 'api_key'] },
  { bond: 'contact', kinds: ['email_hash', 'phone_hash'] },
  { bond: 'registration', kinds: ['email_domain', 'email_pattern', 'payment_bin'] },
  { bond: 'network', kinds: ['signup_block', 'address_block'] },
  { bond: 'program', kinds: ['ja4', 'signup_ja4', 'user_agent'] },
];
const NEARLY_CERTAIN: ReadonlySet<Bond> = new Set(['reasoning', 'payment', 'device', 'contact', 'timing']);

/** Accounts of each fragment that must have a value for it to tie the two together. */
const LEAST_HOLDERS = 2;
/** Largest share of unrelated accounts that may have it: popular clients, issuers, mail domains, networks tie nobody. */
const RARE = 0.01;
/** Natural logarithm of how much more often the two must have it than unrelated accounts. */
const LIFT = Math.log(20);
/** Share of each fragment's accounts that its ties must reach. */
const COVERAGE = 0.5;
/** For reasoning blocks less is enough: unrelated accounts never hold the same. */
const BLOCKS_COVERAGE = 0.25;
/** Share of a fragment's harvest that its parameters, tools or system prompt must make up to be its program. */
const PROGRAM = 0.5;
/** Cosine of parameter vectors below which two programs run: two customers of one pool are two operations. */
const OTHER_PROGRAM = 0.2;
/** Share of common accounts from which groups work through one pool: as one operation if they run one program, else as two. */
const SAME_POOL = 0.1;
/** Cosine of parameters and of capabilities from which two that share accounts are one operation, and how far beyond chance. */
const SAME_MIX = 0.9;
const BEYOND_CHANCE = 3;
/** Irregularity of turns in one fragment from which no dispatcher deals its sessions out. */
const REGULAR = 0.8;

/** Whether these bonds make two fragments one operation. */
export function bound(bonds: ReadonlySet<Bond>): boolean {
  return bonds.size >= 2 || [...bonds].some((bond) => NEARLY_CERTAIN.has(bond));
}

/** A fragment, with what is asked of it for every other one. */
export interface FragmentView {
  accounts: ReadonlySet<number>;
  starts: Starts;
  /** The same over all accounts, ascending. */
  times: Float64Array;
  /** Whether its sessions come round regularly by themselves: only then can a dispatcher show in two together. */
  regular: boolean;
  /** Parameter vectors of the harvest, by exchanges. */
  params: ReadonlyMap<number, number>;
  /** Exchanges of the harvest by capability. */
  capabilities: Float64Array;
  /** What most of the harvest runs by: a parameter vector, a set of tools, a system prompt. */
  program: readonly { column: 'params' | 'tools' | 'systems'; at: number }[];
}

export function viewFragment(world: Snapshot, group: Group, rhythm: Rhythm): FragmentView {
  const counts = {
    params: new Map<number, number>(),
    tools: new Map<number, number>(),
    systems: new Map<number, number>(),
  };
  const capabilities = new Float64Array(CAPABILITIES.length);
  let total = 0;
  const sent = new HarvestTest(world, group.harvest);
  for (const { account } of group.members) {
    for (let i = world.cells.start(account); i < world.cells.end(account); i++) {
      if (!sent.is(i)) continue;
      const cell = world.cells.at(i);
      total += cell.exchanges;
      capabilities[cell.capability] = (capabilities[cell.capability] ?? 0) + cell.exchanges;
      for (const [column, at] of [
        ['params', cell.param],
        ['tools', cell.tool],
        ['systems', cell.system],
      ] as const) {
        if (at >= 0) counts[column].set(at, (counts[column].get(at) ?? 0) + cell.exchanges);
      }
    }
  }
  const program = (['params', 'tools', 'systems'] as const).flatMap((column) =>
    [...counts[column]].flatMap(([at, count]) => (count >= PROGRAM * total ? [{ column, at }] : [])),
  );
  return {
    accounts: new Set(accountsOf(group)),
    starts: rhythm.starts,
    times: Float64Array.from([...rhythm.starts.values()].flat()).sort(),
    regular: (turnRegularity(rhythm.starts) ?? 1) < REGULAR,
    params: counts.params,
    capabilities,
    program,
  };
}

/** Share of the smaller one's accounts that are in both. */
function commonAccounts(one: FragmentView, other: FragmentView): number {
  return overlap(one.accounts, other.accounts) / Math.min(one.accounts.size, other.accounts.size);
}

/** Finds what ties fragments together, against the accounts that are in none. */
export class Ties {
  private readonly outsiders: number;
  /** Values that are rare among outsiders, with how many outsiders have them. */
  private readonly rare: { bond: Bond; out: number }[] = [];
  /** Positions in `rare`, by account. */
  private readonly held = new Map<number, number[]>();
  private readonly holders = new Map<FragmentView, ReadonlyMap<number, readonly number[]>>();

  constructor(
    private readonly world: Snapshot,
    private readonly inside: ReadonlySet<number>,
  ) {
    this.outsiders = world.accounts.length - inside.size;
    const values = world.shared.flatMap(({ kind, accounts }) => {
      const bond = BONDS.find(({ kinds }) => kinds.includes(kind))?.bond;
      return bond ? [{ bond, accounts }] : [];
    });
    // Whose block it was does not matter: those it is taken from belong to nobody's operation.
    for (const { issuers, presenters } of world.blocks) {
      const taken = presenters.filter((account) => !issuers.includes(account));
      if (taken.length > 1) values.push({ bond: 'reasoning', accounts: taken });
    }
    for (const { bond, accounts } of values) {
      const within = accounts.filter((account) => inside.has(account));
      const out = accounts.length - within.length;
      if (within.length < 2 * LEAST_HOLDERS || out > RARE * this.outsiders) continue;
      const value = this.rare.push({ bond, out }) - 1;
      for (const account of within) {
        const list = this.held.get(account);
        if (list) list.push(value);
        else this.held.set(account, [value]);
      }
    }
  }

  /** Whether the two are customers of one pool: they are never joined, whatever its accounts have in common. */
  customers(one: FragmentView, other: FragmentView): boolean {
    return commonAccounts(one, other) > SAME_POOL && !this.sameRun(one, other);
  }

  /** Whether the two run other programs. */
  apart(one: FragmentView, other: FragmentView): boolean {
    return one.params.size > 0 && other.params.size > 0 && cosine(one.params, other.params) < OTHER_PROGRAM;
  }

  /** Whether they work through the same accounts for the same ends: one operation in several tongues or wordings. */
  onePool(one: FragmentView, other: FragmentView): boolean {
    return commonAccounts(one, other) > SAME_POOL && this.sameRun(one, other);
  }

  /** One program that hardly anybody else runs; or the same mix of programs for the same ends, with accounts in common far beyond chance. */
  private sameRun(one: FragmentView, other: FragmentView): boolean {
    if (this.sameProgram(one, other)) return true;
    const [n, m] = [one.accounts.size, other.accounts.size];
    const chance = Math.max(n, m) / this.world.accounts.length;
    return (
      cosine(one.params, other.params) >= SAME_MIX &&
      denseCosine(one.capabilities, other.capabilities) >= SAME_MIX &&
      commonAccounts(one, other) >= BEYOND_CHANCE * chance
    );
  }

  /** Whether they present the same hidden reasoning blocks: nobody but one operation has them, by whatever programs it works. */
  sameBlocks(one: FragmentView, other: FragmentView): boolean {
    return this.covered(one, other, BLOCKS_COVERAGE).has('reasoning');
  }

  /** Timing costs the most, so it is asked for only where it decides. */
  between(one: FragmentView, other: FragmentView): Set<Bond> {
    const bonds = this.covered(one, other);
    if (this.sameProgram(one, other)) bonds.add('program');
    if (
      !bound(bonds) &&
      one.regular &&
      other.regular &&
      mayBeInTurn(one, other) &&
      inTurn(one.starts, other.starts)
    )
      bonds.add('timing');
    return bonds;
  }

  /** The bonds whose rare values, each held on both sides, reach enough of both. */
  private covered(one: FragmentView, other: FragmentView, coverage = COVERAGE): Set<Bond> {
    const reached = new Map<Bond, [Set<number>, Set<number>]>();
    const theirs = this.holdersIn(other);
    for (const [value, a] of this.holdersIn(one)) {
      const b = theirs.get(value);
      const { bond, out } = this.rare[value] as { bond: Bond; out: number };
      if (!b || a.length < LEAST_HOLDERS || b.length < LEAST_HOLDERS) continue;
      if (!this.lifted(a.length + b.length, one, other, out)) continue;
      const sides = reached.get(bond) ?? [new Set<number>(), new Set<number>()];
      for (const account of a) sides[0].add(account);
      for (const account of b) sides[1].add(account);
      reached.set(bond, sides);
    }
    return new Set(
      [...reached]
        .filter(
          ([, [a, b]]) => a.size >= coverage * one.accounts.size && b.size >= coverage * other.accounts.size,
        )
        .map(([bond]) => bond),
    );
  }

  private holdersIn(view: FragmentView): ReadonlyMap<number, readonly number[]> {
    const known = this.holders.get(view);
    if (known) return known;
    const holders = new Map<number, number[]>();
    for (const account of view.accounts) {
      for (const value of this.held.get(account) ?? []) {
        const list = holders.get(value);
        if (list) list.push(account);
        else holders.set(value, [account]);
      }
    }
    this.holders.set(view, holders);
    return holders;
  }

  /** The same parameters, tools or system prompt for most of both, which hardly anybody else sends. */
  private sameProgram(one: FragmentView, other: FragmentView): boolean {
    return one.program.some(({ column, at }) => {
      if (!other.program.some((same) => same.column === column && same.at === at)) return false;
      let [held, out] = [0, 0];
      for (const account of this.world[column][at]?.byAccount.keys() ?? []) {
        if (one.accounts.has(account) || other.accounts.has(account)) held++;
        else if (!this.inside.has(account)) out++;
      }
      return out <= RARE * this.outsiders && this.lifted(held, one, other, out);
    });
  }

  private lifted(held: number, one: FragmentView, other: FragmentView, out: number): boolean {
    return logLift(held, one.accounts.size + other.accounts.size, out, this.outsiders) >= LIFT;
  }
}
