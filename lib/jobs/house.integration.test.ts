import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AGING, ageRows } from '@/lib/db/aging';
import { checkBackup, restoreBackup } from '@/lib/db/backup/read';
import { writeBackup } from '@/lib/db/backup/write';
import { groupOf } from '@/lib/db/disk';
import { closePool, createPool, getPool } from '@/lib/db/pool';
import { analyzeGrown } from '@/lib/db/statistics';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { Receipt } from '@/lib/model/records';
import { banAccount } from '@/lib/services/account/ban';
import { verifyAudit } from '@/lib/services/audit/verify';
import { runDetectionVerb } from '@/lib/services/detection/run';
import { campaigns, DAY, END, iso, type Line, smallWorld } from '@/lib/services/detection/small-world';
import { person, SYSTEM } from '@/lib/services/fixture';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { changeSetting } from '@/lib/services/setting/change';
import { getStorage } from '@/lib/services/storage/get';
import { addTarget } from '@/lib/services/target/add';
import { dropDays } from './tasks/drop-days';
import { keepHouse } from './tasks/keep-house';

const NOW = new Date(END + 3_600_000);
const FLOOR = END - 35 * DAY;
const rows = async (sql: string, ...params: unknown[]) => (await getPool().query(sql, params)).rows;
const detect = () => runDetectionVerb({ until: new Date(END), full: true }, { actor: SYSTEM });

async function take(lines: readonly Line[]): Promise<Receipt> {
  const text = lines.map(({ record }) => `${JSON.stringify(record)}\n`).join('');
  return acceptRecords(
    { input: Readable.from([Buffer.from(text)]), source: 'test' },
    { actor: SYSTEM, now: () => NOW },
  );
}

/** What would tie people to the pool if it were still there: one device, one address block, one hidden reasoning block. */
const old: Line[] = Array.from({ length: 240 }, (_, i) => {
  const at = END - (75 - (i % 30)) * DAY + i * 60_000;
  return {
    at,
    record: {
      type: 'exchange',
      id: `old-${i}`,
      account_id: i % 2 ? `person-${i % 40}` : `pool-${i % 40}`,
      occurred_at: iso(at),
      model: 'aster-4',
      device_id: 'an-old-device',
      ip: `203.0.113.${i % 200}`,
      reasoning_refs: ['an-old-block'],
      prompt: 'Tell me of the birds in the harbour, and of the ships.',
    },
  };
});
const recent = smallWorld({ people: 80 });

describe('days that are no longer kept', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    const queue = createPool(db.url, { types: pg.types, max: 1 });
    await runMigrations({ pgPool: queue });
    await queue.end();
    await take([...old, ...recent]);
  });
  afterAll(() => db.drop());

  test('stay while nobody said otherwise', async () => {
    expect(await dropDays(NOW)).toBeNull();
    expect(await rows('SELECT 1 FROM retention')).toEqual([]);
  });

  test('go when an administrator says for how long, one held by somebody only once it is let go', async () => {
    const admin = person('admin');
    const set = (value: number) =>
      changeSetting({ key: 'retention.days', value, version: 0 }, { actor: admin });
    for (const wrong of [34, -1, 35.5, 4_000])
      await expect(set(wrong)).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      changeSetting({ key: 'retention.days', value: 35, version: 0 }, { actor: person('lead') }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await set(35);

    const reader = await getPool().connect();
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM exchange');
    const during = dropDays(NOW);
    during.catch(() => {});
    // Others write while it waits for the reader, into days that are there and into a new one.
    const late = {
      ...(recent.find(({ record }) => record.type === 'exchange') as Line).record,
      id: 'meanwhile',
    };
    const newDay = { ...late, id: 'new day', occurred_at: iso(END + 1_000) };
    const receipt = await take([
      { at: END, record: late },
      { at: END, record: newDay },
    ]);
    expect(receipt).toMatchObject({ accepted: 2, rejected: 0 });
    const first = await during;
    expect(first?.waiting).toBeGreaterThan(0);
    expect(first?.rollups).toBeNull();
    await reader.query('ROLLBACK');
    reader.release();
    const second = await dropDays(NOW);
    expect(second?.waiting).toBe(0);
    expect((first?.days ?? 0) + (second?.days ?? 0)).toBe(30);
    expect(await dropDays(NOW)).toBeNull();
    expect(
      await rows(
        `SELECT 1 FROM pg_class WHERE relname < $1 AND relname ~ '^exchange_\\d{8}$'`,
        `exchange_${iso(FLOOR).slice(0, 10).replaceAll('-', '')}`,
      ),
    ).toEqual([]);
    const [entry] = await rows("SELECT actor_name, after FROM audit_entry WHERE verb = 'retention.advance'");
    expect(entry).toEqual({
      actor_name: 'Retort',
      after: { kept_from: iso(FLOOR).slice(0, 10), days: 35, exchanges_dropped: old.length },
    });
  }, 60_000);

  test('leave rollups that agree with the exchanges that are left', async () => {
    const [sums] = await rows(
      `SELECT (SELECT count(*)::int FROM exchange) AS exchanges, (SELECT sum(exchanges)::int FROM account_hour) AS hours,
              (SELECT sum(exchanges)::int FROM traffic_hour) AS traffic, (SELECT sum(exchanges)::int FROM capability_day) AS history,
              (SELECT count(*)::int FROM reasoning_block) AS blocks,
              (SELECT count(*)::int FROM account_indicator WHERE last_seen < $1 AND exchanges > 0) AS stale,
              (SELECT count(*)::int FROM account_indicator WHERE last_seen < $1) AS registered,
              (SELECT count(*)::int FROM indicator WHERE value = 'an-old-device') AS devices`,
      new Date(FLOOR),
    );
    expect(sums.hours).toBe(sums.exchanges);
    expect(sums.traffic).toBe(sums.exchanges);
    expect(sums.history).toBe(sums.exchanges + old.length);
    expect(sums).toMatchObject({ blocks: 0, stale: 0, devices: 0 });
    expect(sums.registered).toBeGreaterThan(0);
  });

  test('are refused line by line when they come again, since nobody can tell whether they came before', async () => {
    const before = await rows('SELECT sum(exchanges)::int AS n FROM account');
    const receipt = await take([...old.slice(0, 3), ...recent.slice(-3)]);
    expect(receipt).toMatchObject({ accepted: 2, duplicates: 1, rejected: 3 });
    expect(receipt.rejects[0]).toEqual({
      line: 1,
      code: 'too_old',
      message: 'occurred_at: exchanges from then are no longer kept.',
    });
    expect(await rows('SELECT sum(exchanges)::int AS n FROM account')).toEqual(before);
    await expect(rows("SELECT ensure_exchange_partition('2020-05-05')")).rejects.toMatchObject({
      code: 'RT001',
    });
  });

  test('are missed by no run: it finds what it finds where only the days that are left ever came', async () => {
    await detect();
    const found = await campaigns();
    expect(found.length).toBeGreaterThan(0);
    const fresh = await createTestDatabase();
    try {
      const late = recent.find(({ record }) => record.type === 'exchange') as Line;
      await take([...recent, { at: END, record: { ...late.record, id: 'meanwhile' } }]);
      await detect();
      expect(await campaigns()).toEqual(found);
    } finally {
      await fresh.drop();
    }
  }, 120_000);
});

describe('a backup', () => {
  let db: TestDatabase;
  let folder = '';
  let file = '';
  const digest = async () => {
    const [{ tables }] = await rows(
      `SELECT array_agg(relname::text ORDER BY relname) AS tables FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '_prisma_migrations'`,
    );
    const all: Record<string, unknown> = {};
    for (const table of tables as string[])
      all[table] = (
        await rows(
          `SELECT count(*)::int AS n, md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS rows FROM "${table}" t`,
        )
      )[0];
    return all;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retort-backup-'));
    file = join(folder, 'retort.backup');
    db = await createTestDatabase();
    await take([...recent.slice(0, 1_500), ...old]);
    await detect();
    await addTarget({ kind: 'pull', name: 'Gateway' }, { actor: SYSTEM });
    await banAccount({ id: 'pool-7', version: 1, reason: 'Harvests.' }, { actor: person('analyst') });
  });
  afterAll(async () => {
    await db.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('brings everything back into an empty database, and work goes on there', async () => {
    const before = await digest();
    const made = await writeBackup(db.url, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await checkBackup(file)).toMatchObject({ tables: made.tables, rows: made.rows });
    const empty = await createEmptyDatabase();
    const url = process.env.DATABASE_URL;
    try {
      const back = await restoreBackup(empty.url, file);
      expect(back).toMatchObject({ tables: made.tables, rows: made.rows });
      await closePool();
      process.env.DATABASE_URL = empty.url;
      expect(await digest()).toEqual(before);
      expect((await verifyAudit({}, { actor: SYSTEM })).faults).toEqual([]);
      await banAccount({ id: 'pool-8', version: 1, reason: 'Harvests.' }, { actor: person('analyst') });
      expect((await verifyAudit({}, { actor: SYSTEM })).faults).toEqual([]);
      expect(await take(recent.slice(0, 300))).toMatchObject({ rejected: 0 });
      await expect(restoreBackup(empty.url, file)).rejects.toMatchObject({ code: 'precondition' });
    } finally {
      await closePool();
      process.env.DATABASE_URL = url;
      await empty.drop();
    }
  }, 60_000);

  test('that was cut off or changed, or is of a newer Retort, is refused, and leaves nothing behind', async () => {
    await writeBackup(db.url, file);
    const plain = gunzipSync(readFileSync(file));
    const damaged = join(folder, 'damaged');
    const middle = Math.floor(plain.length / 2);
    const flipped = Buffer.from(plain);
    flipped[middle] = (flipped[middle] ?? 0) ^ 1;
    const cases = [
      readFileSync(file).subarray(0, -2_000),
      gzipSync(plain.subarray(0, middle)),
      gzipSync(flipped),
      gzipSync(Buffer.concat([plain, plain])),
      gzipSync(Buffer.from('something else')),
      Buffer.from('not packed'),
      gzipSync(
        Buffer.from(plain.toString('latin1').replace('20261122000000_init', '29991122000000_init'), 'latin1'),
      ),
    ];
    const empty = await createEmptyDatabase();
    try {
      for (const [place, bytes] of cases.entries()) {
        writeFileSync(damaged, bytes);
        await expect(checkBackup(damaged), String(place)).rejects.toMatchObject({ code: 'invalid' });
      }
      await expect(restoreBackup(empty.url, damaged)).rejects.toMatchObject({ code: 'precondition' });
      writeFileSync(damaged, cases[2] ?? '');
      await expect(restoreBackup(empty.url, damaged)).rejects.toThrow();
      const client = new pg.Client({ connectionString: empty.url });
      await client.connect();
      const { rows: left } = await client.query(
        'SELECT (SELECT count(*) FROM exchange) + (SELECT count(*) FROM account) AS n',
      );
      await client.end();
      expect(left).toEqual([{ n: '0' }]);
    } finally {
      await empty.drop();
    }
  }, 60_000);
});

describe('rows that nobody needs any more', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    const queue = createPool(db.url, { types: pg.types, max: 1 });
    await runMigrations({ pgPool: queue });
    await queue.end();
  });
  afterAll(() => db.drop());

  test('go after their time and not before', async () => {
    const ago = (days: number) => new Date(NOW.getTime() - days * DAY);
    for (const [id, days] of [
      ['young', 89],
      ['old', 91],
    ] as const) {
      await rows(
        "INSERT INTO ingest_batch (id, source, actor, started_at) VALUES ($1, 'api', 'gateway', $2)",
        id,
        ago(days),
      );
      await rows("INSERT INTO ingest_reject VALUES ($1, 1, 'json', 'no')", id);
      for (const [place, status] of ['delivered', 'pending', 'dead'].entries())
        await rows(
          `INSERT INTO order_delivery (account_key, target_id, seq, order_id, kind, test, status, due_at, settled_at)
           VALUES (1, $1, $2, 'o', 'ban', false, $3, $4, $4)`,
          id,
          place,
          status,
          ago(days),
        );
    }
    expect(await ageRows(getPool(), NOW)).toEqual({ order_delivery: 1, ingest_batch: 1 });
    expect(await rows('SELECT batch_id AS id FROM ingest_reject')).toEqual([{ id: 'young' }]);
    expect(await ageRows(getPool(), NOW)).toEqual({});
  });

  test('are of tables and columns that there are, and never of what was decided', async () => {
    for (const { table, days, why } of AGING) {
      expect(groupOf(table) === 'decisions' && table !== 'order_delivery', table).toBe(false);
      expect(days).toBeGreaterThan(0);
      expect(why).toMatch(/\.$/);
    }
  });
});

// It is measured where the statistics are, which of a table spread over machines is not here.
describe.skipIf(process.env.TEST_CITUS)('the room that the database takes', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    const lines = Array.from({ length: 12_000 }, (_, i) => ({
      at: END,
      record: {
        type: 'exchange',
        id: `e-${i}`,
        account_id: `a-${i % 500}`,
        occurred_at: iso(END + (i % 2) * DAY),
        model: 'aster-4',
        prompt: `Which birds nest at harbour ${i}?`,
      },
    }));
    await take(lines);
    // A connection tells what it wrote at the latest when it ends.
    await closePool();
    const counted = async () =>
      (
        await rows(
          "SELECT sum(n_mod_since_analyze)::int AS n FROM pg_stat_user_tables WHERE relname ~ '^exchange_'",
        )
      )[0].n as number;
    while ((await counted()) < lines.length) await new Promise((resolve) => setImmediate(resolve));
  });
  afterAll(() => db.drop());

  test('is measured by the worker, by group and by day, and read in one glance', async () => {
    await rows(
      "INSERT INTO disk_use (at, bytes, detail) VALUES ($1, 1000000, '{}')",
      new Date(NOW.getTime() - DAY),
    );
    await keepHouse(NOW);
    const seen = await getStorage({}, { actor: person('admin') });
    expect(seen.measured_at).toBe(NOW.toISOString());
    expect(seen.detail?.days.map(({ day }) => day)).toEqual(['2026-11-01', '2026-10-31']);
    expect(seen.detail?.exchanges).toBe(12_000);
    expect(seen.detail?.text).toBeGreaterThan(12_000 * 20);
    const shares = seen.detail?.groups.reduce((sum, { rows, indexes }) => sum + rows + indexes, 0) ?? 0;
    expect(shares).toBeGreaterThan(1_000_000);
    expect(shares).toBeLessThan(seen.bytes);
    expect(seen.bytes_per_exchange).toBeGreaterThan(100);
    expect(seen.bytes_per_day).toBe(seen.bytes - 1_000_000);
    expect(await rows('SELECT count(*)::int AS n FROM disk_use WHERE detail IS NOT NULL')).toEqual([
      { n: 1 },
    ]);
  });

  test('and the planner knows of exchange as a whole, which autovacuum leaves out', async () => {
    const [known] = await rows("SELECT reltuples::int AS n FROM pg_class WHERE oid = 'exchange'::regclass");
    expect(known.n).toBe(12_000);
    expect(await analyzeGrown(getPool())).toEqual([]);
  });
});
