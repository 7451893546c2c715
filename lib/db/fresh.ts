import type { PoolClient } from 'pg';
import { countOf, divide, parameter } from './array';
import { copyRows } from './copy';

const UNIQUE_VIOLATION = '23505';
/** Fewer rows are not worth a savepoint. */
const LEAST = 1_000;

/** A table, its columns, and a statement that adds rows to it from these as arrays, whether they are there already or not. */
export interface AddedTo {
  name: string;
  columns: string;
  upsert: string;
}

/**
 * Adds rows to tables, those that are taken to be new by COPY: that costs the database a third of asking for each of them. Where
 * one is there after all, the statement adds them, and from then on all rows of this table. Keep one for the transactions of a
 * process that go together.
 */
export class FreshRows {
  private readonly refused = new Set<string>();
  private doubtful = false;

  /** From now on no row is taken to be new. */
  doubt(): void {
    this.doubtful = true;
  }

  /**
   * `isNew` has a byte for each row. Rows that are not new go first, so that all who guess alike lock rows in the same order.
   * Errors are PostgreSQL's.
   */
  async add(
    tx: PoolClient,
    { name, columns: names, upsert: sql }: AddedTo,
    columns: readonly Uint8Array[],
    isNew: Uint8Array,
  ): Promise<void> {
    let count = 0;
    for (const one of isNew) count += one;
    if (count < LEAST || this.doubtful || this.refused.has(name)) return upsert(tx, sql, columns);
    const { rows, others } = divide(columns, isNew);
    await upsert(tx, sql, others);
    await tx.query('SAVEPOINT fresh');
    try {
      await copyRows(tx, `${name} (${names})`, rows);
      await tx.query('RELEASE SAVEPOINT fresh');
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT fresh');
      this.refused.add(name);
      const isOld = isNew.map((one) => 1 - one);
      await upsert(tx, sql, divide(columns, isOld).others);
    }
  }
}

/** Runs a statement over columns; nothing when they are empty. */
export async function upsert(tx: PoolClient, sql: string, columns: readonly Uint8Array[]): Promise<void> {
  const first = columns[0];
  if (!first || countOf(first) === 0) return;
  await tx.query(sql, columns.map(parameter));
}
