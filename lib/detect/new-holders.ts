import { wholeOf } from './programs';
import type { ContentFacts, Snapshot } from './snapshot';
import { CONTENT_TYPES } from './world-index';

/** A content that more accounts send is everybody's: among accounts by chance it shows as it is. */
const MOST_HOLDERS = 400;

/** Who sent what, as of a base: of content i the positions of accounts from `from[i]` up to `from[i + 1]`. */
export interface Holders {
  /** Keys in `exchange` by which a content is recognised, ascending, and the content of each. */
  keys: BigInt64Array;
  contents: Int32Array;
  from: Int32Array;
  accounts: Int32Array;
}

/** The accounts that send each content that is not everybody's. */
export function holdersOf(world: Snapshot): Holders {
  const wholes = new Set<ContentFacts>();
  for (const type of CONTENT_TYPES)
    for (const facts of world[type])
      if (wholeOf(facts).byAccount.size <= MOST_HOLDERS) wholes.add(wholeOf(facts));
  const list = [...wholes];
  const from = new Int32Array(list.length + 1);
  list.forEach(({ byAccount }, i) => {
    from[i + 1] = (from[i] as number) + byAccount.size;
  });
  const accounts = new Int32Array(from[list.length] as number);
  list.forEach(({ byAccount }, i) => {
    accounts.set([...byAccount.keys()], from[i]);
  });
  const known = list
    .flatMap(({ anchors }, i) => anchors.map((key) => ({ key, i })))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.i - b.i));
  return {
    keys: BigInt64Array.from(known, ({ key }) => key),
    contents: Int32Array.from(known, ({ i }) => i),
    from,
    accounts,
  };
}

/** Positions of the accounts that sent any content with one of these keys. */
export function sendersOf(holders: Holders, keys: ReadonlySet<bigint>): Set<number> {
  const found = new Set<number>();
  for (const key of keys) {
    for (let at = placeOf(holders.keys, key); holders.keys[at] === key; at++) {
      const content = holders.contents[at] as number;
      for (let i = holders.from[content] as number; i < (holders.from[content + 1] as number); i++)
        found.add(holders.accounts[i] as number);
    }
  }
  return found;
}

/** The first place at which a key is not less. */
function placeOf(keys: BigInt64Array, key: bigint): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as bigint) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
