import type { Pool, PoolClient } from 'pg';
import { int8Column, textColumn, timeColumn } from '@/lib/db/array';
import { copyRows } from '@/lib/db/copy';
import { ensurePartitions, forgetPartitions } from '@/lib/db/partition';
import { transaction } from '@/lib/db/pool';
import { addToRollups, upsert } from '@/lib/db/rollup';
import { type Batch, EXCHANGE_TARGET } from './batch';
import type { Parser } from './parser';
import { movePathways, storeAccounts } from './store-accounts';

export interface Stored {
  accepted: number;
  duplicates: number;
}

const UNIQUE_VIOLATION = '23505';
/** Deadlock, serialization failure, and a row without partition (retention dropped it, or a cache was wrong). */
const WORTH_RETRYING = new Set(['40P01', '40001', '23514']);
const ATTEMPTS = 6;
/** How many batches go the safe way after one that held duplicates. */
const CAUTIOUS_BATCHES = 4;

const EXCHANGE_COLUMNS = EXCHANGE_TARGET.slice(EXCHANGE_TARGET.indexOf('('));

/** New values, and for families of texts the least label, so that the order of arrival does not matter. */
const INDICATOR = `
  INSERT INTO indicator AS i (key, kind, value)
  SELECT d.key, d.kind, d.value
  FROM unnest($1::bigint[], $2::text[], $3::text[]) AS d (key, kind, value)
  WHERE NOT EXISTS (SELECT FROM indicator k WHERE k.key = d.key AND k.value COLLATE "C" <= d.value COLLATE "C")
  ON CONFLICT (key) DO UPDATE SET value = excluded.value
  WHERE excluded.value COLLATE "C" < i.value COLLATE "C"`;

const RELEASE = `
  INSERT INTO model AS m (key, name, released_at)
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS d (key, name, released_at)
  ORDER BY 1
  ON CONFLICT (key) DO UPDATE SET released_at = excluded.released_at`;

/** Writes batches one after the other. */
export class Store {
  private cautious = 0;

  constructor(
    private readonly pool: Pool,
    private readonly parser: Parser,
  ) {}

  /**
   * Writes a batch with all its rollups in one transaction, in which `also` may write what belongs to it. Repeats it
   * when the database asks for that. Errors are PostgreSQL's.
   */
  async write(batch: Batch, also: (tx: PoolClient, stored: Stored) => Promise<void>): Promise<Stored> {
    for (let attempt = 1; ; attempt++) {
      try {
        await ensurePartitions(this.pool, batch.days);
        return await transaction(async (tx) => {
          const stored = await this.writeIn(tx, batch);
          await also(tx, stored);
          return stored;
        }, this.pool);
      } catch (error) {
        const code = (error as { code?: unknown }).code;
        if (attempt >= ATTEMPTS || typeof code !== 'string' || !WORTH_RETRYING.has(code)) throw error;
        forgetPartitions(this.pool);
      }
    }
  }

  private async writeIn(tx: PoolClient, batch: Batch): Promise<Stored> {
    const written = await this.writeExchanges(tx, batch);
    const fresh = written ? written.reduce((sum, one) => sum + one, 0) : batch.exchanges;
    const rollup = written ? await this.parser.rollup(batch.facts, written) : batch.rollup;
    await upsert(tx, INDICATOR, batch.indicators);
    await storeAccounts(tx, rollup.account, batch.accounts, batch.events);
    await addToRollups(tx, rollup);
    await movePathways(tx, batch.accounts);
    await storeReleases(tx, batch.releases);
    await storeShared(tx, batch.shared);
    return { accepted: fresh + batch.others, duplicates: batch.exchanges - fresh + batch.repeated };
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
     ON CONFLICT (indicator_key, source) DO UPDATE SET
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
