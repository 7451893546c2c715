import type { Pool } from 'pg';

/** A transaction of ingest may end this much after the time that its rows bear. */
const LATE_MS = 60_000;
/** What was presented longer ago than this is history, and for detection. */
const FRESH_MS = 24 * 3_600_000;
const AT_ONCE = 5_000;
/** Holders looked at of one block. */
const MOST_HOLDERS = 50;

/** A block of hidden reasoning that several accounts hold, with those that presented it though another was given it or presents it too. */
export interface Reused {
  block: bigint;
  presenters: bigint[];
  holders: bigint[];
}

export interface ReuseLook {
  reused: Reused[];
  /** How far has been looked, by the clock of the database. */
  to: Date;
}

/**
 * Blocks that came to have another holder since the last look, by index. The first look ever begins now. What was raised is left out, so that
 * looking again at the last minute, for transactions that were under way, says nothing twice.
 */
export async function findReuse(pool: Pool, now: Date): Promise<ReuseLook> {
  await pool.query(
    'INSERT INTO live_look (id, since, blocks_to) VALUES (1, now(), now()) ON CONFLICT DO NOTHING',
  );
  const { rows: look } = await pool.query<{ from: Date; to: Date }>(
    `SELECT greatest(since, blocks_to - $1 * interval '1 millisecond') AS "from", date_trunc('milliseconds', now()) AS "to" FROM live_look`,
    [LATE_MS],
  );
  const { from, to } = look[0] as { from: Date; to: Date };
  const reused: Reused[] = [];
  const { rows: fresh } = await pool.query<{ block_key: bigint }>(
    'SELECT DISTINCT block_key FROM reasoning_block WHERE seen_at >= $1',
    [from],
  );
  for (let at = 0; at < fresh.length; at += AT_ONCE) {
    const keys = fresh.slice(at, at + AT_ONCE).map(({ block_key }) => block_key);
    const { rows: several } = await pool.query<{ block_key: bigint }>(
      'SELECT block_key FROM reasoning_block WHERE block_key = ANY($1::bigint[]) GROUP BY 1 HAVING count(*) > 1 ORDER BY 1',
      [keys],
    );
    if (several.length === 0) continue;
    const { rows } = await pool.query<{ block_key: bigint; account_key: bigint; presented_at: Date | null }>(
      'SELECT block_key, account_key, presented_at FROM reasoning_block WHERE block_key = ANY($1::bigint[]) ORDER BY 1, 2',
      [several.map(({ block_key }) => block_key)],
    );
    const byBlock = new Map<bigint, typeof rows>();
    for (const row of rows) {
      const all = byBlock.get(row.block_key);
      if (all) all.push(row);
      else byBlock.set(row.block_key, [row]);
    }
    for (const [block, all] of byBlock) {
      const holders = all.slice(0, MOST_HOLDERS);
      const presenters = holders.filter(
        ({ presented_at }) => presented_at && presented_at.getTime() > now.getTime() - FRESH_MS,
      );
      if (presenters.length > 0)
        reused.push({
          block,
          presenters: presenters.map(({ account_key }) => account_key),
          holders: holders.map(({ account_key }) => account_key),
        });
    }
  }
  return { reused: await notRaised(pool, reused), to };
}

async function notRaised(pool: Pool, reused: readonly Reused[]): Promise<Reused[]> {
  if (reused.length === 0) return [];
  const { rows } = await pool.query<{ account_key: bigint; block_key: bigint }>(
    'SELECT account_key, block_key FROM reuse_hit WHERE block_key = ANY($1::bigint[])',
    [reused.map(({ block }) => block)],
  );
  const raised = new Set(rows.map(({ account_key, block_key }) => `${block_key} ${account_key}`));
  return reused.flatMap((one) => {
    const presenters = one.presenters.filter((key) => !raised.has(`${one.block} ${key}`));
    return presenters.length > 0 ? [{ ...one, presenters }] : [];
  });
}

/** Groups of accounts that hold blocks in common, each with its blocks; in the order of their least account. */
export function groupsOfReuse(
  reused: readonly Reused[],
): { accounts: bigint[]; presenters: bigint[]; blocks: number }[] {
  const parent = new Map<bigint, bigint>();
  const rootOf = (key: bigint): bigint => {
    let root = key;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    return root;
  };
  for (const { holders } of reused)
    for (const key of holders) {
      if (!parent.has(key)) parent.set(key, key);
      const [a, b] = [rootOf(holders[0] as bigint), rootOf(key)];
      if (a < b) parent.set(b, a);
      else if (b < a) parent.set(a, b);
    }
  const groups = new Map<bigint, { accounts: Set<bigint>; presenters: Set<bigint>; blocks: number }>();
  for (const { holders, presenters } of reused) {
    const root = rootOf(holders[0] as bigint);
    const group = groups.get(root) ?? { accounts: new Set(), presenters: new Set(), blocks: 0 };
    for (const key of holders) group.accounts.add(key);
    for (const key of presenters) group.presenters.add(key);
    group.blocks++;
    groups.set(root, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { accounts, presenters, blocks }]) => ({
      accounts: [...accounts].sort((a, b) => (a < b ? -1 : 1)),
      presenters: [...presenters].sort((a, b) => (a < b ? -1 : 1)),
      blocks,
    }));
}
