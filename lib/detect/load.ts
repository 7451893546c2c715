import type { PoolClient } from 'pg';
import type { Exchanges } from './exchanges';
import { countTraffic, loadAccounts } from './load-accounts';
import { contentOf } from './load-content';
import { arranged, type ReadExchanges, readExchanges, readPart } from './load-exchanges';
import { loadBlocks, loadReleases, loadShared, loadTaken } from './load-shared';
import { findUnison } from './load-unison';
import { byProgram } from './programs';
import type { SharedBlock, SharedValue, Snapshot } from './snapshot';

const DAY = 86_400_000;

/** A snapshot with the exchanges that it sums up, for what is counted of candidates only. */
export interface Loaded {
  world: Snapshot;
  exchanges: Exchanges;
}

/**
 * Reads what was known at `until` (milliseconds) about the last `windowDays` days: `exchange` in one pass, everything else by
 * accounts. Rollup columns that later records move (last seen, counts) are not read, so what arrives later cannot change an
 * earlier run.
 */
export async function loadSnapshot(tx: PoolClient, until: number, windowDays: number): Promise<Loaded> {
  const since = until - windowDays * DAY;
  await tx.query("SET LOCAL work_mem = '256MB'");
  await tx.query("SET LOCAL timezone = 'UTC'");
  return snapshotOf(tx, { since, until }, await readExchanges(tx, since, until), loadBlocks);
}

/** Some accounts, and from when on what each sent is of interest (milliseconds). */
export interface Part {
  keys: readonly bigint[];
  since: readonly number[];
}

/**
 * As {@link loadSnapshot}, as if there were only these accounts: costs as much as they sent.
 */
export async function loadPart(
  tx: PoolClient,
  { since, until }: Window,
  { keys, since: each }: Part,
): Promise<Loaded> {
  await tx.query("SET LOCAL timezone = 'UTC'");
  await tx.query('DROP TABLE IF EXISTS part');
  await tx.query('CREATE TEMP TABLE part (key bigint NOT NULL, since timestamptz NOT NULL) ON COMMIT DROP');
  await tx.query('INSERT INTO part SELECT * FROM unnest($1::bigint[], $2::timestamptz[])', [
    keys,
    each.map((at) => new Date(at)),
  ]);
  await tx.query('ANALYZE part');
  return snapshotOf(tx, { since, until }, await readPart(tx, since, until), loadTaken);
}

/** After `since`, up to `until`, in milliseconds. */
type Window = Pick<Snapshot, 'since' | 'until'>;

async function snapshotOf(
  tx: PoolClient,
  { since, until }: Window,
  read: ReadExchanges,
  blocksOf: typeof loadBlocks,
): Promise<Loaded> {
  const { exchanges, ...known } = await knownOf(tx, until, read, blocksOf);
  const world = byProgram({
    since,
    until,
    exchanges: exchanges.at.length,
    ...known,
    ...contentOf(exchanges),
    releases: await loadReleases(tx, since, until, exchanges),
    unison: findUnison(exchanges),
  });
  return { world, exchanges };
}

/** What is known of the accounts that sent something. What they registered with is let go of once it is known what of it is shared. */
async function knownOf(
  tx: PoolClient,
  until: number,
  read: ReadExchanges,
  blocksOf: typeof loadBlocks,
): Promise<Pick<Snapshot, 'accounts' | 'shared' | 'blocks'> & { exchanges: Exchanges }> {
  const keys = Array.from({ length: read.accounts.size }, (_, i) => read.accounts.key(i + 1));
  const accounts = await loadAccounts(tx, until, keys);
  const position = new Map(accounts.map((account, i) => [account.key, i]));
  const exchanges = arranged(read, accounts);
  // Counted into what is there: an object put together of two is a dictionary to V8, and five times as slow to read.
  accounts.forEach(({ key, facts }, at) => {
    countTraffic(facts, exchanges, at);
    facts.outputTokens = read.outputTokens[read.accounts.find(key)] as number;
  });
  const blocks = await blocksOf(tx, until, position);
  const shared = [...(await loadShared(tx, until, accounts, position)), ...blocks.flatMap(asShared)];
  return { accounts: accounts.map(({ facts }) => facts), shared, blocks, exchanges };
}

/** A block several accounts hold, as a value they share. */
function asShared({ key, issuers, presenters }: SharedBlock): SharedValue[] {
  const accounts = [...new Set([...issuers, ...presenters])].sort((a, b) => a - b);
  return accounts.length > 1 ? [{ kind: 'reasoning_ref', key, value: String(key), accounts }] : [];
}
