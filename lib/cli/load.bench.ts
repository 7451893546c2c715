import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { getPool, transaction } from '@/lib/db/pool';
import type { Measure, WorldBench } from './bench';
import { storage } from './bench/storage';

const COPIED = 400_000;
const MEMORY_BYTES = 700 * 1024 * 1024;
const BYTES_PER_EXCHANGE = 250;

/**
 * What loading the world took, and what it takes on disk. The world is made and read at once, by two processes that share the machine,
 * so its speed is told as processor time of the ingesting process too. Raw COPY is that of rows of the very same table, from memory into a
 * table with the same indexes.
 */
const loadBench: WorldBench = {
  async world({ exchanges, load }, note) {
    const raw = await rawCopy();
    note(`raw COPY ${Math.round(raw)} rows/s`);
    const bytes = await storage();
    const each = (name: string, total: number, bar?: number): Measure => ({
      name,
      value: total / exchanges,
      unit: 'bytes',
      bar,
      lessIsBetter: true,
    });
    return [
      { name: 'simulate | ingest', value: exchanges / load.seconds, unit: 'rows/s', beside: raw },
      {
        name: 'simulate, processor time',
        value: (load.simulate.cpu / exchanges) * 1e6,
        unit: 'µs/row',
        lessIsBetter: true,
      },
      {
        name: 'ingest, processor time',
        value: (load.ingest.cpu / exchanges) * 1e6,
        unit: 'µs/row',
        lessIsBetter: true,
      },
      { name: 'simulate, peak memory', value: load.simulate.peak, unit: 'bytes', lessIsBetter: true },
      {
        name: 'ingest, peak memory',
        value: load.ingest.peak,
        unit: 'bytes',
        bar: MEMORY_BYTES,
        lessIsBetter: true,
      },
      each('an exchange with its indexes, no text', bytes.exchange, BYTES_PER_EXCHANGE),
      each('… its indexes alone', bytes.indexes),
      each('… with rollups, accounts and all else', bytes.all),
    ];
  },
};

export default loadBench;

/** Rows a second. */
async function rawCopy(): Promise<number> {
  return transaction(async (tx) => {
    const rows: Buffer[] = [];
    for await (const chunk of tx.query(
      copyTo(`COPY (SELECT * FROM exchange LIMIT ${COPIED}) TO STDOUT (FORMAT binary)`),
    ))
      rows.push(chunk);
    await tx.query('CREATE TABLE bench_copy (LIKE exchange INCLUDING ALL)');
    const begun = performance.now();
    const { rowCount } = await copied(tx, rows);
    const rate = rowCount / ((performance.now() - begun) / 1_000);
    await tx.query('DROP TABLE bench_copy');
    return rate;
  }, getPool());
}

async function copied(
  tx: Parameters<Parameters<typeof transaction>[0]>[0],
  rows: readonly Buffer[],
): Promise<{ rowCount: number }> {
  const target = tx.query(copyFrom('COPY bench_copy FROM STDIN (FORMAT binary)'));
  await pipeline(rows, target);
  return { rowCount: target.rowCount };
}
