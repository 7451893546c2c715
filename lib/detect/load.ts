import type { PoolClient } from 'pg';
import { CAPABILITIES } from '@/lib/model/capability';
import { loadAccounts } from './load-accounts';
import { loadContent } from './load-content';
import { loadBlocks, loadReleases, loadShared } from './load-shared';
import { loadUnison } from './load-unison';
import { byProgram } from './programs';
import type { SharedBlock, SharedValue, Snapshot } from './snapshot';

const DAY = 86_400_000;

/**
 * Reads what was known at `until` (milliseconds) about the last `windowDays` days: some grouped scans of `exchange`,
 * whose results stay in temporary tables until the transaction ends. Only aggregates leave the database. Rollup columns
 * that later records move (last seen, counts) are not read, so what arrives later cannot change an earlier run.
 */
export async function loadSnapshot(tx: PoolClient, until: number, windowDays: number): Promise<Snapshot> {
  const since = until - windowDays * DAY;
  const range = [new Date(since), new Date(until)];
  await tx.query("SET LOCAL work_mem = '256MB'");
  await tx.query("SET LOCAL timezone = 'UTC'");
  await tx.query('DROP TABLE IF EXISTS active, cell, anchor, own_anchor');
  await tx.query(
    `CREATE TEMP TABLE active ON COMMIT DROP AS
     SELECT account_key, count(*)::int AS exchanges, count(DISTINCT session_key)::int AS sessions,
            count(*) FILTER (WHERE session_key IS NULL)::int AS loose,
            min(occurred_at) AS first, max(occurred_at) AS last, count(DISTINCT occurred_at::date)::int AS days,
            count(*) FILTER (WHERE refused)::int AS refused, count(*) FILTER (WHERE status = 429)::int AS limited,
            coalesce(sum(output_tokens), 0)::float8 AS output_tokens,
            ARRAY[${CAPABILITIES.map((_, i) => `count(*) FILTER (WHERE capability = ${i})::int`).join(', ')}] AS capabilities
       FROM exchange WHERE occurred_at > $1 AND occurred_at <= $2
      GROUP BY account_key`,
    range,
  );
  await tx.query('CREATE UNIQUE INDEX ON active (account_key)');
  await tx.query('ANALYZE active');
  const accounts = await loadAccounts(tx, until);
  const position = new Map(accounts.map((account, i) => [account.key, i]));
  const content = await loadContent(tx, range, position);
  const blocks = await loadBlocks(tx, until, position);
  return byProgram({
    since,
    until,
    exchanges: accounts.reduce((total, account) => total + account.facts.exchanges, 0),
    accounts: accounts.map((account) => account.facts),
    shared: [...(await loadShared(tx, until, accounts, position)), ...blocks.flatMap(asShared)],
    ...content,
    blocks,
    releases: await loadReleases(tx, since, until, position),
    unison: await loadUnison(tx, range, position),
  });
}

/** A block several accounts hold, as a value they share. */
function asShared({ key, issuers, presenters }: SharedBlock): SharedValue[] {
  const accounts = [...new Set([...issuers, ...presenters])].sort((a, b) => a - b);
  return accounts.length > 1 ? [{ kind: 'reasoning_ref', key, value: String(key), accounts }] : [];
}
