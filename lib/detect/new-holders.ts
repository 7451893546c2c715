import { wholeOf } from './programs';
import type { ContentFacts, Snapshot } from './snapshot';
import { CONTENT_TYPES } from './world-index';

/** A content that more accounts send is everybody's: among accounts by chance it shows as it is. */
export const MOST_HOLDERS = 400;

/** Who sent what, as of a base: of content i the positions of accounts from `from[i]` up to `from[i + 1]`; none where it is everybody's. */
export interface Holders {
  /** Keys in `exchange` by which a content is recognised, ascending, and the content of each. */
  keys: BigInt64Array;
  contents: Int32Array;
  from: Int32Array;
  accounts: Int32Array;
}

/** The contents that several accounts send. */
export function holdersOf(world: Snapshot): Holders {
  const wholes = new Set<ContentFacts>();
  for (const type of CONTENT_TYPES) for (const facts of world[type]) wholes.add(wholeOf(facts));
  const list = [...wholes];
  const isListed = ({ byAccount }: ContentFacts) => byAccount.size <= MOST_HOLDERS;
  const from = new Int32Array(list.length + 1);
  list.forEach((facts, i) => {
    from[i + 1] = (from[i] as number) + (isListed(facts) ? facts.byAccount.size : 0);
  });
  const accounts = new Int32Array(from[list.length] as number);
  list.forEach((facts, i) => {
    if (isListed(facts)) accounts.set([...facts.byAccount.keys()], from[i]);
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

/** Positions of the accounts that sent contents with any of these keys, by content. */
export function sendersOf(
  { keys, contents, from, accounts }: Holders,
  wanted: readonly bigint[],
): number[][] {
  const found = new Set<number>();
  for (const key of wanted)
    for (let at = placeOf(keys, key); keys[at] === key; at++) found.add(contents[at] as number);
  return [...found].map((content) => [...accounts.subarray(from[content], from[content + 1])]);
}

/** Whether several accounts sent something with this key at the base already. */
export function isKnown({ keys }: Holders, key: bigint): boolean {
  return keys[placeOf(keys, key)] === key;
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
