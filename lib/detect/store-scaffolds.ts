import type { PoolClient } from 'pg';
import type { Draft } from './draft';
import { type Exchanges, TOLD } from './exchanges';
import { wholeOf } from './programs';
import { skeletonOf } from './skeleton';
import type { ContentFacts, Snapshot } from './snapshot';
import { base32 } from './track';

const EXAMPLES = 5;

interface DayRow {
  account_key: bigint;
  day: string;
  exchanges: number;
  first: Date;
  last: Date;
}

/** How much members of a campaign send of a scaffold. */
export interface ScaffoldUse {
  id: string;
  accounts: number;
  exchanges: number;
}

/** A scaffold is described whole, by whatever programs it is sent. */
function scaffoldOf(world: Snapshot, family: number): ContentFacts | undefined {
  const facts = world.families[family];
  return facts && wholeOf(facts);
}

/** The first of the parts of a family, which lie side by side. */
function firstPart(world: Snapshot, family: number): number {
  const whole = scaffoldOf(world, family);
  let first = family;
  while (first > 0 && scaffoldOf(world, first - 1) === whole) first--;
  return first;
}

export function scaffoldId(world: Snapshot, family: number): string {
  return `scf_${base32(scaffoldOf(world, family)?.key ?? 0n)}`;
}

/**
 * Writes the scaffold families of the campaigns: who sends them, on which days, and what they look like. Families of campaigns that are no longer found stay as they were, and those in
 * `written` as they are. Answers what each campaign uses, in the order of the drafts.
 */
export async function storeScaffolds(
  tx: PoolClient,
  world: Snapshot,
  exchanges: Exchanges,
  drafts: readonly Draft[],
  written: ReadonlySet<string> = new Set(),
): Promise<ScaffoldUse[][]> {
  const used = drafts.map((draft) => [...new Set(draft.families.map((family) => firstPart(world, family)))]);
  const families = [...new Set(used.flat())].sort((a, b) => a - b);
  await markFamilies(tx, world, families);
  const scaffold = new ScaffoldTraffic(world, exchanges);
  const examples = await exampleTexts(
    tx,
    new Map(families.map((family) => [family, scaffold.firstTold(family)])),
  );
  const users: number[][] = [];
  used.forEach((own, draft) => {
    for (const family of own) {
      const list = users[family];
      if (list) list.push(draft);
      else users[family] = [draft];
    }
  });
  const members = drafts.map((draft) => new Set(draft.members.map(({ key }) => key)));
  const uses = drafts.map(() => new Map<number, ScaffoldUse>());
  // One after the other: of all families at once, the days of every account take more than the exchanges themselves.
  for (const family of families) {
    const id = scaffoldId(world, family);
    const rows = scaffold.days(family);
    if (!written.has(id)) await storeFamily(tx, world, family, rows, examples.get(family) ?? []);
    for (const draft of users[family] ?? []) {
      const mine = rows.filter((row) => members[draft]?.has(row.account_key));
      const accounts = new Set(mine.map((row) => row.account_key)).size;
      uses[draft]?.set(family, { id, accounts, exchanges: total(mine) });
    }
  }
  return used.map((own, draft) => own.map((family) => uses[draft]?.get(family) as ScaffoldUse));
}

/** What accounts sent of one scaffold after the other. */
class ScaffoldTraffic {
  /** By key, 1 for those of the scaffold that is looked at. */
  private readonly marks: Uint8Array;
  private readonly anyTold: boolean;

  constructor(
    private readonly world: Snapshot,
    private readonly exchanges: Exchanges,
  ) {
    this.marks = new Uint8Array(exchanges.keys.size + 1);
    this.anyTold = exchanges.flags.some((flag) => (flag & TOLD) !== 0);
  }

  /** By day, ordered by account and day. */
  days(family: number): DayRow[] {
    const rows: DayRow[] = [];
    let row: DayRow | null = null;
    let before = -1;
    let day = -1;
    this.each(family, (account, i) => {
      const time = Math.floor((this.exchanges.at[i] as number) / 1000);
      if (!row || account !== before || Math.floor(time / DAY) !== day) {
        before = account;
        day = Math.floor(time / DAY);
        row = {
          account_key: this.world.accounts[account]?.key as bigint,
          day: new Date(time).toISOString().slice(0, 10),
          exchanges: 0,
          first: new Date(time),
          last: new Date(time),
        };
        rows.push(row);
      }
      row.exchanges++;
      row.last = new Date(time);
      return true;
    });
    return rows;
  }

  /** The first exchange of which text is kept, of a few accounts. */
  firstTold(family: number): Map<bigint, Date> {
    const told = new Map<bigint, Date>();
    if (!this.anyTold) return told;
    let known = -1;
    this.each(family, (account, i) => {
      if (account === known || ((this.exchanges.flags[i] as number) & TOLD) === 0) return true;
      known = account;
      const time = Math.floor((this.exchanges.at[i] as number) / 1000);
      told.set(this.world.accounts[account]?.key as bigint, new Date(time));
      return told.size < EXAMPLES;
    });
    return told;
  }

  /** Goes through the exchanges of a scaffold by account and time, as long as `use` says so. */
  private each(family: number, use: (account: number, i: number) => boolean): void {
    const { marks } = this;
    const { head, tail, frame, from, keys } = this.exchanges;
    const facts = scaffoldOf(this.world, family);
    const anchors = (facts?.anchors ?? []).map((key) => keys.find(key)).filter((anchor) => anchor !== 0);
    for (const anchor of anchors) marks[anchor] = 1;
    const accounts = [...(facts?.byAccount.keys() ?? [])].sort((a, b) => a - b);
    const isIn = (i: number) =>
      marks[head[i] as number] === 1 || marks[tail[i] as number] === 1 || marks[frame[i] as number] === 1;
    accounts.every((account) => {
      for (let i = from[account] as number; i < (from[account + 1] as number); i++)
        if (isIn(i) && !use(account, i)) return false;
      return true;
    });
    for (const anchor of anchors) marks[anchor] = 0;
  }
}

const DAY = 86_400_000;

async function markFamilies(tx: PoolClient, world: Snapshot, families: readonly number[]): Promise<void> {
  await tx.query('DROP TABLE IF EXISTS family_mark');
  await tx.query('CREATE TEMP TABLE family_mark (family int NOT NULL, key bigint NOT NULL) ON COMMIT DROP');
  const marks: [number[], bigint[]] = [[], []];
  for (const family of families) {
    for (const key of scaffoldOf(world, family)?.anchors ?? []) {
      marks[0].push(family);
      marks[1].push(key);
    }
  }
  await tx.query('INSERT INTO family_mark SELECT * FROM unnest($1::int[], $2::bigint[])', marks);
  await tx.query('ANALYZE family_mark');
}

/** A few texts of each family, from different accounts. Excerpts are masked at ingest. */
async function exampleTexts(
  tx: PoolClient,
  byFamily: ReadonlyMap<number, ReadonlyMap<bigint, Date>>,
): Promise<Map<number, string[]>> {
  const first: [number[], bigint[], Date[]] = [[], [], []];
  for (const [family, told] of byFamily) {
    for (const [account, at] of told) {
      first[0].push(family);
      first[1].push(account);
      first[2].push(at);
    }
  }
  // A Date has no microseconds: what was sent in the same millisecond is told apart by the marks.
  const { rows } = await tx.query<{ family: number; excerpt: string; occurred_at: Date }>(
    `SELECT DISTINCT ON (u.family, u.account_key) u.family, e.excerpt, e.occurred_at
       FROM unnest($1::int[], $2::bigint[], $3::timestamptz[]) u(family, account_key, at)
       JOIN exchange e ON e.account_key = u.account_key AND e.occurred_at >= u.at AND e.occurred_at < u.at + interval '1 millisecond'
       JOIN family_mark m ON m.family = u.family AND m.key IN (e.head_key, e.tail_key, e.frame_key)
      WHERE e.excerpt IS NOT NULL
      ORDER BY u.family, u.account_key, e.occurred_at, e.id`,
    first,
  );
  rows.sort((a, b) => a.occurred_at.getTime() - b.occurred_at.getTime());
  const texts = new Map<number, string[]>();
  for (const { family, excerpt } of rows) {
    const list = texts.get(family);
    if (list) list.push(excerpt);
    else texts.set(family, [excerpt]);
  }
  return texts;
}

async function storeFamily(
  tx: PoolClient,
  world: Snapshot,
  family: number,
  rows: readonly DayRow[],
  texts: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const id = scaffoldId(world, family);
  const byAccount = group(rows, (row) => row.account_key);
  const byDay = group(rows, (row) => row.day);
  await tx.query(
    `INSERT INTO scaffold (id, skeleton, capability, accounts, exchanges, first_seen, last_seen, anchors, examples)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (id) DO UPDATE SET skeleton = excluded.skeleton, capability = excluded.capability, accounts = excluded.accounts,
       exchanges = excluded.exchanges, first_seen = least(scaffold.first_seen, excluded.first_seen), last_seen = excluded.last_seen,
       anchors = excluded.anchors, examples = excluded.examples`,
    [
      id,
      skeletonOf(texts),
      mainCapability(world, family),
      byAccount.size,
      total(rows),
      earliest(rows),
      latest(rows),
      scaffoldOf(world, family)?.anchors ?? [],
      JSON.stringify(texts),
    ],
  );
  await tx.query('DELETE FROM scaffold_account WHERE scaffold_id = $1', [id]);
  await tx.query(
    `INSERT INTO scaffold_account (scaffold_id, account_key, exchanges, first_seen, last_seen)
     SELECT $1, * FROM unnest($2::bigint[], $3::int[], $4::timestamptz[], $5::timestamptz[])`,
    [
      id,
      [...byAccount.keys()],
      [...byAccount.values()].map(total),
      [...byAccount.values()].map(earliest),
      [...byAccount.values()].map(latest),
    ],
  );
  await tx.query('DELETE FROM scaffold_day WHERE scaffold_id = $1 AND day >= $2', [
    id,
    [...byDay.keys()].sort()[0],
  ]);
  await tx.query(
    'INSERT INTO scaffold_day (scaffold_id, day, accounts, exchanges) SELECT $1, * FROM unnest($2::date[], $3::int[], $4::int[])',
    [id, [...byDay.keys()], [...byDay.values()].map((list) => list.length), [...byDay.values()].map(total)],
  );
}

function mainCapability(world: Snapshot, family: number): number {
  const counts = new Map<number, number>();
  const whole = scaffoldOf(world, family);
  // The parts lie side by side, from the first one on.
  let end = family;
  while (end < world.families.length && scaffoldOf(world, end) === whole) end++;
  for (const account of whole?.byAccount.keys() ?? []) {
    for (const cell of world.cells.by(account)) {
      if (cell.family >= family && cell.family < end)
        counts.set(cell.capability, (counts.get(cell.capability) ?? 0) + cell.exchanges);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

function group<K>(rows: readonly DayRow[], key: (row: DayRow) => K): Map<K, DayRow[]> {
  const groups = new Map<K, DayRow[]>();
  for (const row of rows) {
    const list = groups.get(key(row));
    if (list) list.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function total(rows: readonly DayRow[]): number {
  return rows.reduce((sum, { exchanges }) => sum + exchanges, 0);
}

function earliest(rows: readonly DayRow[]): Date {
  return new Date(
    rows.reduce((time, { first }) => Math.min(time, first.getTime()), Number.POSITIVE_INFINITY),
  );
}

function latest(rows: readonly DayRow[]): Date {
  return new Date(rows.reduce((time, { last }) => Math.max(time, last.getTime()), 0));
}
