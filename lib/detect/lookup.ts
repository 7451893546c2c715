import type { IndicatorKind } from '@/lib/model/indicator';
import type { AccountFacts, SharedValue, Snapshot } from './snapshot';

/** What every group asks of a snapshot, looked up the other way round. */
export interface Lookup {
  /** By kind, in the order of the snapshot. */
  shared: ReadonlyMap<IndicatorKind, readonly SharedValue[]>;
  /** Positions in Snapshot.shared, by account, ascending. */
  values: readonly (readonly number[])[];
  /** Positions in Snapshot.blocks that an account presented, by account, ascending. */
  presented: ReadonlyMap<number, readonly number[]>;
  /** By account a number for its plan and pathway, and how many such numbers there are. */
  plans: Int32Array;
  planCount: number;
  /** What accounts say of themselves, as numbers. */
  fields: Record<Field, Names>;
  /** By block, who was issued it or presented it, each once. */
  holders: readonly (readonly number[])[];
}

/** Facts that are compared by name. */
export type Field = 'emailDomain' | 'emailForm' | 'paymentBin' | 'paymentKind';

/** The names of a fact, each with a number. */
export interface Names {
  /** By account; −1 where it is not known. */
  of: Int32Array;
  names: readonly string[];
  numbers: ReadonlyMap<string, number>;
}

const known = new WeakMap<Snapshot, Lookup>();

/** Made once per snapshot, in one pass, when first asked for. */
export function lookupOf(world: Snapshot): Lookup {
  let lookup = known.get(world);
  if (!lookup) {
    lookup = makeLookup(world);
    known.set(world, lookup);
  }
  return lookup;
}

function makeLookup(world: Snapshot): Lookup {
  const shared = new Map<IndicatorKind, SharedValue[]>();
  const values: number[][] = world.accounts.map(() => []);
  world.shared.forEach((value, at) => {
    push(shared, value.kind, value);
    for (const account of value.accounts) values[account]?.push(at);
  });
  const presented = new Map<number, number[]>();
  world.blocks.forEach(({ presenters }, at) => {
    for (const account of presenters) push(presented, account, at);
  });
  const names = new Map<string, number>();
  const plans = Int32Array.from(world.accounts, ({ plan, pathway }) => {
    const name = `${plan ?? ''} ${pathway ?? ''}`;
    let id = names.get(name);
    if (id === undefined) {
      id = names.size;
      names.set(name, id);
    }
    return id;
  });
  const fields = {
    emailDomain: numbered(world, ({ emailDomain }) => emailDomain),
    emailForm: numbered(world, emailForm),
    paymentBin: numbered(world, ({ paymentBin }) => paymentBin),
    paymentKind: numbered(world, ({ paymentKind }) => paymentKind),
  };
  const holders = world.blocks.map(({ issuers, presenters }) => [...new Set([...issuers, ...presenters])]);
  return { shared, values, presented, plans, planCount: names.size, fields, holders };
}

/** The shape of an address with its domain. */
export function emailForm({ emailPattern, emailDomain }: AccountFacts): string | null {
  return emailPattern === null ? null : `${emailPattern}@${emailDomain ?? '…'}`;
}

function numbered(world: Snapshot, nameOf: (facts: AccountFacts) => string | null): Names {
  const numbers = new Map<string, number>();
  const of = Int32Array.from(world.accounts, (facts) => {
    const name = nameOf(facts);
    if (name === null) return -1;
    let number = numbers.get(name);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(name, number);
    }
    return number;
  });
  return { of, names: [...numbers.keys()], numbers };
}

function push<K, V>(map: Map<K, V[]>, key: K, item: V): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
