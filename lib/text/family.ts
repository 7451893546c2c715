import { key64 } from '@/lib/model/hash';

/** How often one combination of anchors was seen; an anchor that is `null` was absent or too rare to count. */
export interface AnchorRow {
  head: bigint | null;
  tail: bigint | null;
  frame: bigint | null;
  accounts: number;
  exchanges: number;
}

export type AnchorKind = 'head' | 'tail' | 'frame';

export interface ScaffoldFamily {
  /** The smallest of its anchors' keys, hashed: the same anchors give the same id. */
  id: bigint;
  anchors: { kind: AnchorKind; key: bigint }[];
  /** Sums over the rows assigned to it; accounts are an upper bound, since one account may be in several rows. */
  accounts: number;
  exchanges: number;
}

export interface FamilyOptions {
  /** Fewest accounts (rows' sum) in which an anchor counts as recurring. */
  leastAccounts?: number;
  /** Fewest exchanges in which an anchor counts as recurring. */
  leastExchanges?: number;
}

export interface Families {
  families: ScaffoldFamily[];
  /** The family of an exchange with these anchors; `null` when none of them recurs. */
  familyOf(row: Pick<AnchorRow, 'head' | 'tail' | 'frame'>): ScaffoldFamily | null;
}

const KINDS: readonly AnchorKind[] = ['head', 'tail', 'frame'];

/** Groups anchors that occur together into scaffold families. Deterministic: the order of rows does not matter. */
export function scaffoldFamilies(rows: Iterable<AnchorRow>, options: FamilyOptions = {}): Families {
  const { leastAccounts = 3, leastExchanges = 5 } = options;
  const list = [...rows];
  const nodes = new Map<string, { kind: AnchorKind; key: bigint; accounts: number; exchanges: number }>();
  for (const row of list) {
    for (const kind of KINDS) {
      const key = row[kind];
      if (key === null) continue;
      const name = nameOf(kind, key);
      const node = nodes.get(name);
      if (node) {
        node.accounts += row.accounts;
        node.exchanges += row.exchanges;
      } else nodes.set(name, { kind, key, accounts: row.accounts, exchanges: row.exchanges });
    }
  }
  for (const [name, node] of nodes) {
    if (node.accounts < leastAccounts || node.exchanges < leastExchanges) nodes.delete(name);
  }

  const parent = new Map<string, string>();
  const find = (name: string): string => {
    let root = name;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    return root;
  };
  const together = new Map<string, { a: string; b: string; exchanges: number }>();
  for (const row of list) {
    const names = present(row, nodes);
    for (let i = 0; i < names.length; i++) {
      for (let j = i + 1; j < names.length; j++) {
        const [a, b] = [names[i] as string, names[j] as string];
        const pair = together.get(`${a}|${b}`);
        if (pair) pair.exchanges += row.exchanges;
        else together.set(`${a}|${b}`, { a, b, exchanges: row.exchanges });
      }
    }
  }
  for (const { a, b, exchanges } of together.values()) {
    const larger = Math.max(nodes.get(a)?.exchanges ?? 0, nodes.get(b)?.exchanges ?? 0);
    if (exchanges < larger * MUTUAL) continue;
    const [x, y] = [find(a), find(b)];
    if (x !== y) parent.set(x < y ? y : x, x < y ? x : y);
  }

  const families = new Map<string, ScaffoldFamily>();
  for (const [name, { kind, key }] of [...nodes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const root = find(name);
    const family = families.get(root);
    if (family) family.anchors.push({ kind, key });
    else
      families.set(root, {
        id: key64(`family\0${name}`),
        anchors: [{ kind, key }],
        accounts: 0,
        exchanges: 0,
      });
  }
  const familyOf = (row: Pick<AnchorRow, 'head' | 'tail' | 'frame'>): ScaffoldFamily | null => {
    let best: string | null = null;
    for (const name of present(row, nodes)) {
      const count = nodes.get(name)?.exchanges ?? 0;
      if (best === null || count < (nodes.get(best)?.exchanges ?? 0)) best = name;
    }
    return best === null ? null : (families.get(find(best)) ?? null);
  };
  for (const row of list) {
    const family = familyOf(row);
    if (!family) continue;
    family.accounts += row.accounts;
    family.exchanges += row.exchanges;
  }
  return { families: [...families.values()].filter((family) => family.exchanges > 0), familyOf };
}

/** Two anchors are one scaffold's when each is mostly seen with the other. */
const MUTUAL = 0.4;

function nameOf(kind: AnchorKind, key: bigint): string {
  return `${kind}:${key}`;
}

function present(
  row: Pick<AnchorRow, 'head' | 'tail' | 'frame'>,
  nodes: ReadonlyMap<string, unknown>,
): string[] {
  const names: string[] = [];
  for (const kind of KINDS) {
    const key = row[kind];
    if (key === null) continue;
    const name = nameOf(kind, key);
    if (nodes.has(name)) names.push(name);
  }
  return names;
}
