import type { Pool, PoolClient } from 'pg';
import { int8Column, textColumn, timeColumn } from '@/lib/db/array';
import { copyRows } from '@/lib/db/copy';
import { FreshRows, upsert } from '@/lib/db/fresh';
import { ensurePartitions, forgetPartitions, tryPartitions } from '@/lib/db/partition';
import { addToRollups } from '@/lib/db/rollup';
import { AccountChanges } from './account';
import { type Batch, EXCHANGE_TARGET } from './batch';
import { KnownPairs, Merged } from './merge';
import type { Parser } from './parser';
import { movePathways, storeAccounts } from './store-accounts';

const UNIQUE_VIOLATION = '23505';
/** Deadlock, serialization failure, and a row without partition (retention dropped it, or a cache was wrong). */
const WORTH_RETRYING = new Set(['40P01', '40001', '23514']);
const ATTEMPTS = 6;
/** How many batches go the safe way after one that held duplicates. */
const CAUTIOUS_BATCHES = 4;

/** The first transactions are small, so that something is there early; later ones large, so that they merge more. */
const FIRST_BYTES = 256 * 1024;
const GROWTH = 8;
const MOST_BYTES = 32 << 20;
/** What an account, an event or another record that is no exchange counts for: as objects they take more than they did as lines (measured). */
const OTHER_BYTES = 1_500;
/** What has been read is committed after so many milliseconds in any case. */
const MOST_MS = 30_000;
/** Near the end so much is committed by itself, while the last batches are being parsed. */
const LEAST_BYTES = 4 << 20;

const EXCHANGE_COLUMNS = EXCHANGE_TARGET.slice(EXCHANGE_TARGET.indexOf('('));

const RELEASE = `
  INSERT INTO model AS m (key, name, released_at)
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS d (key, name, released_at)
  ORDER BY 1
  ON CONFLICT (key) DO UPDATE SET released_at = excluded.released_at`;

/** What a transaction took in. */
export interface Stored {
  accepted: number;
  duplicates: number;
}

/** A transaction under way. */
interface Open {
  tx: PoolClient;
  /** How many of the batches held are in it. */
  written: number;
  merged: Merged;
  stored: Stored;
}

/**
 * Writes batches one after the other, several in one transaction: the rows of each at once, and what they add to the
 * rollups merged and once, before the commit. Holds the batches until then, so that the transaction can be repeated when
 * the database asks for that. Errors are PostgreSQL's; after one, nothing but {@link abandon} may be called.
 */
export class Store {
  private held: Batch[] = [];
  private open: Open | null = null;
  private attempts = 0;
  private cautious = 0;
  /** When the first batch held came, and what all of them hold, in bytes. */
  private since = 0;
  private bytes = 0;
  private most = FIRST_BYTES;
  private ending = false;
  private readonly fresh = new FreshRows();
  private readonly pairs = new KnownPairs();

  /** `also` writes what belongs to the batches of a transaction, last in it; it may be called again for the same. */
  constructor(
    private readonly pool: Pool,
    private readonly parser: Parser,
    private readonly also: (tx: PoolClient, batches: readonly Batch[], stored: Stored) => Promise<void>,
    private readonly committed: (batches: readonly Batch[], stored: Stored) => void,
  ) {}

  /** Writes a batch, and commits when enough has come together. */
  async add(batch: Batch): Promise<void> {
    // Whoever waits for us to end may stand before a new partition in the queue.
    if (this.open && !(await tryPartitions(this.pool, batch.days))) await this.commit();
    if (this.held.length === 0) this.since = performance.now();
    this.held.push(batch);
    this.bytes += batch.rows.byteLength + batch.others * OTHER_BYTES;
    await this.attempt(async () => {});
    const isDue = this.bytes >= this.most || performance.now() - this.since >= MOST_MS;
    if (isDue || (this.ending && this.bytes >= LEAST_BYTES)) {
      this.ending = false;
      await this.commit();
      this.most = Math.min(this.most * GROWTH, MOST_BYTES);
    }
  }

  /** Says that only a few batches more will come. */
  nearEnd(): void {
    this.ending = true;
  }

  /** Commits what was added since the last time. */
  async commit(): Promise<void> {
    if (this.held.length === 0) return;
    await this.attempt(async ({ tx, merged, stored }) => {
      await this.writeRest(tx, merged);
      await this.also(tx, this.held, stored);
      await tx.query('COMMIT');
    });
    const { tx, merged, stored } = this.open as Open;
    tx.release();
    merged.remember(this.pairs);
    this.committed(this.held, stored);
    this.open = null;
    this.held = [];
    this.bytes = 0;
    this.attempts = 0;
  }

  /** Rolls back what was not committed. */
  async abandon(): Promise<void> {
    const { open } = this;
    this.open = null;
    if (!open) return;
    await open.tx.query('ROLLBACK').then(
      () => open.tx.release(),
      (lost: Error) => open.tx.release(lost),
    );
  }

  /** Brings the transaction to where all batches held are in it, and goes on with `step`; from the start when need be. */
  private async attempt(step: (open: Open) => Promise<void>): Promise<void> {
    for (;;) {
      try {
        this.open ??= await this.begin();
        const { open, held } = this;
        for (; open.written < held.length; open.written++) {
          await this.write(open, held[open.written] as Batch);
        }
        return await step(open);
      } catch (error) {
        await this.abandon();
        const code = (error as { code?: unknown }).code;
        if (++this.attempts >= ATTEMPTS || typeof code !== 'string' || !WORTH_RETRYING.has(code)) throw error;
        forgetPartitions(this.pool);
        this.fresh.doubt();
      }
    }
  }

  private async begin(): Promise<Open> {
    await ensurePartitions(
      this.pool,
      this.held.flatMap(({ days }) => days),
    );
    const tx = await this.pool.connect();
    const open = { tx, written: 0, merged: new Merged(), stored: { accepted: 0, duplicates: 0 } };
    try {
      await tx.query('BEGIN');
    } catch (error) {
      tx.release(error as Error);
      throw error;
    }
    return open;
  }

  private async write({ tx, merged, stored }: Open, batch: Batch): Promise<void> {
    const written = await this.writeExchanges(tx, batch);
    const fresh = written ? written.reduce((sum, one) => sum + one, 0) : batch.exchanges;
    merged.add(batch, written ? await this.parser.addUp(batch.facts, written) : batch.sums);
    stored.accepted += fresh + batch.others;
    stored.duplicates += batch.exchanges - fresh + batch.repeated;
  }

  private async writeRest(tx: PoolClient, merged: Merged): Promise<void> {
    const { held } = this;
    const columns = merged.columns(this.pairs);
    const changes = new AccountChanges();
    for (const { accounts } of held) changes.merge(accounts);
    const accounts = changes.list();
    await storeAccounts(
      tx,
      columns.account,
      accounts,
      held.flatMap(({ events }) => events),
    );
    await addToRollups(tx, columns, this.fresh);
    await movePathways(tx, accounts);
    await storeReleases(
      tx,
      held.flatMap(({ releases }) => releases),
    );
    await storeShared(
      tx,
      held.flatMap(({ shared }) => shared),
    );
  }

  /** Writes the rows; null when all were new, else one byte a row. */
  private async writeExchanges(tx: PoolClient, batch: Batch): Promise<Uint8Array | null> {
    if (batch.exchanges === 0) return null;
    if (this.cautious > 0) {
      this.cautious--;
      return this.writeStaged(tx, batch);
    }
    await tx.query('SAVEPOINT rows');
    try {
      await copyRows(tx, EXCHANGE_TARGET, batch.rows);
      await tx.query('RELEASE SAVEPOINT rows');
      return null;
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT rows');
      return this.writeStaged(tx, batch);
    }
  }

  /** By way of a temporary table, which lets duplicates fall out. */
  private async writeStaged(tx: PoolClient, batch: Batch): Promise<Uint8Array | null> {
    await tx.query(
      `CREATE TEMP TABLE IF NOT EXISTS incoming (LIKE exchange, ordinal integer GENERATED ALWAYS AS IDENTITY) ON COMMIT DELETE ROWS`,
    );
    await tx.query('TRUNCATE incoming');
    await copyRows(tx, EXCHANGE_TARGET.replace(/^exchange/, 'incoming'), batch.rows);
    const { rows } = await tx.query<{ ordinal: number }>(
      `WITH fresh AS (
         INSERT INTO exchange ${EXCHANGE_COLUMNS} SELECT ${EXCHANGE_COLUMNS.slice(1, -1)} FROM incoming ORDER BY ordinal
         ON CONFLICT DO NOTHING RETURNING account_key, occurred_at, id
       )
       SELECT i.ordinal - (SELECT min(ordinal) FROM incoming) AS ordinal
       FROM fresh JOIN incoming i USING (account_key, occurred_at, id)`,
    );
    if (rows.length === batch.exchanges) return null;
    this.cautious = CAUTIOUS_BATCHES;
    const written = new Uint8Array(batch.exchanges);
    for (const { ordinal } of rows) written[ordinal] = 1;
    return written;
  }
}

/** Of several dates for one model the last stands. */
async function storeReleases(tx: PoolClient, releases: Batch['releases']): Promise<void> {
  const last = [...new Map(releases.map((release) => [release.key, release])).values()];
  await upsert(tx, RELEASE, [
    int8Column(last.map(({ key }) => key)),
    textColumn(last.map(({ name }) => name)),
    timeColumn(last.map(({ at }) => at)),
  ]);
}

async function storeShared(tx: PoolClient, shared: Batch['shared']): Promise<void> {
  const last = [...new Map(shared.map((one) => [`${one.key} ${one.source}`, one])).values()];
  if (last.length === 0) return;
  await tx.query(
    `INSERT INTO shared_indicator (indicator_key, source, kind, value, confidence, valid_until, note)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::real[], $6::timestamptz[], $7::text[])
     ORDER BY 1, 2
     ON CONFLICT (indicator_key, source, stix_id, way) DO UPDATE SET
       confidence = excluded.confidence, valid_until = excluded.valid_until, note = excluded.note`,
    [
      last.map(({ key }) => key),
      last.map(({ source }) => source),
      last.map(({ kind }) => kind),
      last.map(({ value }) => value),
      last.map(({ confidence }) => confidence),
      last.map(({ validUntil }) => (Number.isNaN(validUntil) ? null : new Date(validUntil / 1000))),
      last.map(({ note }) => note),
    ],
  );
}
