import type { PoolClient } from 'pg';
import { type AnchorRow, scaffoldFamilies } from '@/lib/text/family';
import type { Cell, ContentFacts, Snapshot } from './snapshot';

interface CellRow {
  account_key: bigint;
  system_key: bigint | null;
  head_key: bigint | null;
  tail_key: bigint | null;
  frame_key: bigint | null;
  tool_key: bigint | null;
  param_key: bigint | null;
  capability: number;
  exchanges: number;
}

/** Fewest accounts that must send something constant before it counts as shared. */
const LEAST_ACCOUNTS = 3;
/** Exchanges in which an account repeats words that nobody else sends: its own template. */
const LEAST_OWN = 4;

/**
 * What is constant in prompts across accounts. One scan groups exchanges by everything constant; of each key that only
 * one account ever sent, nothing reaches Node. Labels in the same order (a frame) around an account's own recurring words
 * are its own template, not a shared one: they do not count.
 */
export async function loadContent(
  tx: PoolClient,
  range: Date[],
  position: ReadonlyMap<bigint, number>,
): Promise<Pick<Snapshot, 'families' | 'systems' | 'tools' | 'params' | 'cells' | 'ownSystem'>> {
  await tx.query(
    `CREATE TEMP TABLE cell ON COMMIT DROP AS
     SELECT account_key, system_key, head_key, tail_key, frame_key, tool_key, param_key, capability, count(*)::int AS exchanges
       FROM exchange WHERE occurred_at > $1 AND occurred_at <= $2
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
    range,
  );
  await tx.query(
    `CREATE TEMP TABLE anchor ON COMMIT DROP AS
     SELECT k.key FROM cell CROSS JOIN LATERAL
            (VALUES (system_key), (head_key), (tail_key), (frame_key), (tool_key), (param_key)) k(key)
      WHERE k.key IS NOT NULL GROUP BY k.key HAVING min(account_key) < max(account_key)`,
  );
  await tx.query('ANALYZE anchor');
  await tx.query(
    `CREATE TEMP TABLE own_anchor ON COMMIT DROP AS
     SELECT account_key, k.key FROM cell CROSS JOIN LATERAL (VALUES (system_key), (head_key), (tail_key)) k(key)
       LEFT JOIN anchor a ON a.key = k.key
      WHERE k.key IS NOT NULL AND a.key IS NULL
      GROUP BY account_key, k.key HAVING sum(exchanges) >= ${LEAST_OWN}`,
  );
  await tx.query('ANALYZE own_anchor');
  const { rows } = await tx.query<CellRow>(
    `SELECT c.account_key, s.key AS system_key, h.key AS head_key, t.key AS tail_key,
            CASE WHEN h.key IS NULL AND t.key IS NULL AND s.key IS NULL
                  AND (os.key IS NOT NULL OR oh.key IS NOT NULL OR ot.key IS NOT NULL) THEN NULL ELSE f.key END AS frame_key,
            o.key AS tool_key, p.key AS param_key, c.capability, sum(c.exchanges)::int AS exchanges
       FROM cell c
       LEFT JOIN anchor s ON s.key = c.system_key
       LEFT JOIN anchor h ON h.key = c.head_key
       LEFT JOIN anchor t ON t.key = c.tail_key
       LEFT JOIN anchor f ON f.key = c.frame_key
       LEFT JOIN anchor o ON o.key = c.tool_key
       LEFT JOIN anchor p ON p.key = c.param_key
       LEFT JOIN own_anchor os ON os.account_key = c.account_key AND os.key = c.system_key
       LEFT JOIN own_anchor oh ON oh.account_key = c.account_key AND oh.key = c.head_key
       LEFT JOIN own_anchor ot ON ot.account_key = c.account_key AND ot.key = c.tail_key
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
  );
  const own = await tx.query<{ account_key: bigint; exchanges: number }>(
    `SELECT c.account_key, sum(c.exchanges)::int AS exchanges
       FROM cell c JOIN own_anchor o ON o.account_key = c.account_key AND o.key = c.system_key GROUP BY 1`,
  );
  const ownSystem = new Map(own.rows.map((row) => [position.get(row.account_key) as number, row.exchanges]));
  return { ...arrange(rows, position), ownSystem };
}

/** Turns cell rows into positions. Pure; exported for its test. */
export function arrange(
  rows: readonly CellRow[],
  position: ReadonlyMap<bigint, number>,
): Pick<Snapshot, 'families' | 'systems' | 'tools' | 'params' | 'cells'> {
  const combinations = new Combinations(position.size);
  const combined = rows.map((row) => combinations.note(row, position.get(row.account_key)));
  const { familyOf } = scaffoldFamilies(combinations.rows, { leastAccounts: LEAST_ACCOUNTS });
  const found = combinations.rows.map(familyOf);
  const families = new Register();
  const systems = new Register();
  const tools = new Register();
  const params = new Register();
  rows.forEach((row, i) => {
    const at = position.get(row.account_key);
    if (at === undefined) return;
    const family = found[combined[i] as number];
    if (family)
      families.count(family.id, at, row.exchanges, () => family.anchors.map((anchor) => anchor.key));
    systems.count(row.system_key, at, row.exchanges);
    tools.count(row.tool_key, at, row.exchanges);
    params.count(row.param_key, at, row.exchanges);
  });
  const cells: Map<string, Cell>[] = Array.from({ length: position.size }, () => new Map());
  for (const list of [families, systems, tools, params]) list.settle();
  rows.forEach((row, i) => {
    const at = position.get(row.account_key);
    if (at === undefined) return;
    const family = found[combined[i] as number];
    const cell: Cell = {
      family: families.at(family?.id ?? null),
      system: systems.at(row.system_key),
      tool: tools.at(row.tool_key),
      param: params.at(row.param_key),
      capability: row.capability,
      exchanges: row.exchanges,
    };
    const own = cells[at] as Map<string, Cell>;
    const name = `${cell.family},${cell.system},${cell.tool},${cell.param},${cell.capability}`;
    const held = own.get(name);
    if (held) held.exchanges += cell.exchanges;
    else own.set(name, cell);
  });
  return {
    families: families.list,
    systems: systems.list,
    tools: tools.list,
    params: params.list,
    cells: cells.map((own) =>
      [...own.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell),
    ),
  };
}

/** Ids below this can be put together in pairs that are exact as numbers. */
const MOST_IDS = 2 ** 26;

/** The combinations of anchors that rows show, each once, with how often they were seen. */
class Combinations {
  readonly rows: AnchorRow[] = [];
  private readonly ids = new Map<bigint, number>();
  private readonly pairs = new Map<number, number>();
  private readonly places = new Map<number, number>();
  /** Combinations with the accounts that showed them. */
  private readonly seen = new Set<number>();

  constructor(private readonly accounts: number) {}

  /** Counts a row and answers the place of its combination; an account without a position counts as one. */
  note(row: CellRow, account = this.accounts): number {
    const { head_key: head, tail_key: tail, frame_key: frame } = row;
    const pair = this.id(head) * MOST_IDS + this.id(tail);
    let pairId = this.pairs.get(pair);
    if (pairId === undefined) {
      pairId = this.pairs.size;
      this.pairs.set(pair, pairId);
    }
    const name = pairId * MOST_IDS + this.id(frame);
    let place = this.places.get(name);
    if (place === undefined) {
      place = this.rows.push({ head, tail, frame, accounts: 0, exchanges: 0 }) - 1;
      this.places.set(name, place);
    }
    const held = this.rows[place] as AnchorRow;
    held.exchanges += row.exchanges;
    const shown = place * (this.accounts + 1) + account;
    if (!this.seen.has(shown)) {
      this.seen.add(shown);
      held.accounts++;
    }
    return place;
  }

  private id(key: bigint | null): number {
    if (key === null) return 0;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(key, id);
    }
    return id;
  }
}

/** Counts by key and account; `settle` keeps what enough accounts share, ordered by key. */
class Register {
  private readonly facts = new Map<bigint, ContentFacts>();
  private readonly positions = new Map<bigint, number>();
  list: ContentFacts[] = [];

  count(key: bigint | null, account: number, exchanges: number, anchors?: () => bigint[]): void {
    if (key === null) return;
    let held = this.facts.get(key);
    if (!held) {
      held = { key, anchors: anchors?.() ?? [key], byAccount: new Map(), exchanges: 0 };
      this.facts.set(key, held);
    }
    held.byAccount.set(account, (held.byAccount.get(account) ?? 0) + exchanges);
    held.exchanges += exchanges;
  }

  settle(): void {
    this.list = [...this.facts.values()]
      .filter((facts) => facts.byAccount.size >= LEAST_ACCOUNTS)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    this.list.forEach((facts, i) => {
      this.positions.set(facts.key, i);
    });
  }

  at(key: bigint | null): number {
    return key === null ? -1 : (this.positions.get(key) ?? -1);
  }
}
