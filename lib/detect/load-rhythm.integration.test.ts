import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { capabilityIndex } from '@/lib/model/capability';
import { indicatorKey, key64 } from '@/lib/model/hash';
import type { IndicatorKind } from '@/lib/model/indicator';
import { DAY, SINCE, UNTIL, worldOf } from './fixture';
import type { Group } from './group';
import { arranged, readExchanges } from './load-exchanges';
import { loadRhythms } from './load-rhythm';
import type { Rhythm } from './snapshot';

const HOUR = 3_600_000;
const world = worldOf(
  ['one', 'two', 'three', 'stranger'].map((id) => ({
    id,
    sends:
      id === 'stranger' ? [{ n: 3 }] : [{ family: 'grade', n: 6, capability: 'rubric_grading' as const }],
    facts: { paymentBin: id === 'two' ? '555001' : null },
  })),
);
const at = (id: string) => world.accounts.findIndex((account) => account.id === id);
const group: Group = {
  name: 'grade',
  origin: 'content',
  members: ['one', 'two', 'three'].map((id) => ({ account: at(id), membership: 0.9, harvest: 6 })),
  harvest: { families: new Set([0]), systems: new Set(), tools: new Set(), capabilities: new Set() },
};

interface Row {
  id: string;
  /** Seconds after the window began. */
  second: number;
  session?: string;
  harvest?: boolean;
  status?: number;
  refused?: boolean;
}

/** On the third day: `one` is limited at noon, and `two` steps in four seconds later. */
const NOON = 2.5 * 86_400;
const ROWS: Row[] = [
  { id: 'one', second: NOON - 3600, session: 'a', harvest: true },
  { id: 'one', second: NOON - 3000, session: 'a', harvest: true },
  { id: 'one', second: NOON, session: 'b', harvest: true, status: 429 },
  { id: 'two', second: NOON + 4, session: 'c', harvest: true },
  { id: 'two', second: NOON + 9, session: 'c', harvest: true },
  // Without sessions: a pause of more than half an hour parts two of them.
  { id: 'three', second: NOON - 7200, harvest: true },
  { id: 'three', second: NOON - 7000, harvest: true },
  { id: 'three', second: NOON - 3000, harvest: true },
  { id: 'three', second: NOON + 86_400, refused: true },
  { id: 'stranger', second: NOON + 1, harvest: true },
  // After the end of the window.
  { id: 'one', second: 31 * 86_400, harvest: true },
];

describe('what is loaded of candidates', () => {
  let db: TestDatabase;
  let tx: PoolClient;
  let rhythm: Rhythm;

  beforeAll(async () => {
    db = await createTestDatabase();
    tx = await getPool().connect();
    await tx.query('BEGIN');
    await tx.query("SET LOCAL timezone = 'UTC'");
    for (const account of world.accounts) {
      await tx.query('INSERT INTO account (key, id, created_at, rpm_limit) VALUES ($1, $2, $3, 5)', [
        account.key,
        account.id,
        new Date(SINCE + 2 * DAY),
      ]);
    }
    for (const [i, row] of ROWS.entries()) {
      const time = new Date(SINCE + row.second * 1000);
      await tx.query('SELECT ensure_exchange_partition($1::date)', [time]);
      await tx.query(
        `INSERT INTO exchange (account_key, occurred_at, id, model_key, session_key, head_key, status, refused, capability, score)
         VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, 900)`,
        [
          key64(row.id),
          time,
          `x${i}`,
          row.session ? key64(row.session) : null,
          key64(row.harvest ? 'grade' : `own ${i}`),
          row.status ?? 200,
          row.refused ?? false,
          capabilityIndex('rubric_grading'),
        ],
      );
      await tx.query(
        `INSERT INTO account_hour (account_key, hour, capability, model_key, exchanges, input_tokens, output_tokens, refused, limited)
         VALUES ($1, date_trunc('hour', $2::timestamptz), 0, 1, 1, 100, 2000, 0, 0)
         ON CONFLICT (account_key, hour, capability, model_key) DO UPDATE
           SET exchanges = account_hour.exchanges + 1, input_tokens = account_hour.input_tokens + 100, output_tokens = account_hour.output_tokens + 2000`,
        [key64(row.id), time],
      );
    }
    const events: [string, string, number][] = [
      ['two', 'banned', SINCE + NOON * 1000 + 600_000],
      ['three', 'banned', UNTIL + HOUR],
    ];
    for (const [id, kind, time] of events)
      await tx.query('INSERT INTO account_event (account_key, occurred_at, kind) VALUES ($1, $2, $3)', [
        key64(id),
        new Date(time),
        kind,
      ]);
    const reports: [IndicatorKind, string, number | null, number | null][] = [
      ['payment_fingerprint', 'pm_1', 80, UNTIL + DAY],
      ['payment_bin', '555001', null, null],
      ['address_block', '203.0.113.0/24', 40, null],
      ['payment_fingerprint', 'pm_old', 90, UNTIL - HOUR],
    ];
    for (const [kind, value, confidence, valid] of reports)
      await tx.query(
        "INSERT INTO shared_indicator (indicator_key, source, kind, value, confidence, valid_until) VALUES ($1, 'peer', $2, $3, $4, $5)",
        [indicatorKey(kind, value), kind, value, confidence, valid === null ? null : new Date(valid)],
      );
    const shown: [string, bigint, number][] = [
      ['one', indicatorKey('payment_fingerprint', 'pm_1'), SINCE],
      ['two', indicatorKey('payment_fingerprint', 'pm_1'), UNTIL + HOUR],
      ['three', indicatorKey('signup_block', '203.0.113.0/24'), SINCE],
      ['one', indicatorKey('payment_fingerprint', 'pm_old'), SINCE],
    ];
    for (const [id, key, time] of shown)
      await tx.query(
        'INSERT INTO account_indicator (account_key, indicator_key, first_seen, last_seen) VALUES ($1, $2, $3, $3)',
        [key64(id), key, new Date(time)],
      );
    const exchanges = arranged(await readExchanges(tx, SINCE, UNTIL), world.accounts);
    const [make] = await loadRhythms(tx, world, exchanges, [group]);
    rhythm = make?.() as Rhythm;
  });

  afterAll(async () => {
    await tx.query('ROLLBACK');
    tx.release();
    await db.drop();
  });

  test('session starts, named or parted by pauses, of the harvest and of members only', () => {
    expect([...rhythm.starts].sort(([a], [b]) => a - b)).toEqual(
      (
        [
          [at('one'), [NOON - 3600, NOON]],
          [at('two'), [NOON + 4]],
          [at('three'), [NOON - 7200, NOON - 3000]],
        ] as [number, number[]][]
      ).sort(([a], [b]) => a - b),
    );
  });

  test('what the others do around a limit and a ban; nothing after the window', () => {
    expect(rhythm.handovers?.limits).toEqual([{ before: 0, after: 2 }]);
    expect(rhythm.handovers?.bans).toEqual([]);
  });

  test('phases by six hours and capability', () => {
    const counts = rhythm.phases?.map(({ exchanges, refused, harvest, openings }) => ({
      exchanges,
      refused,
      harvest,
      openings,
    }));
    expect(counts).toEqual([
      { exchanges: 5, refused: 0, harvest: 5, openings: 1 },
      { exchanges: 3, refused: 0, harvest: 3, openings: 1 },
      { exchanges: 1, refused: 1, harvest: 0, openings: 1 },
    ]);
    expect(rhythm.phases?.[0]?.at).toBe(SINCE + 2.25 * DAY);
  });

  test('use by hour, on the first day and by length', () => {
    expect(rhythm.usage?.get(at('two'))).toEqual({
      hours: 1,
      busiestHour: 2,
      firstDay: 2,
      hoursKept: 0,
      hoursPairs: 0,
      rpmLimit: 5,
      asked: [0, 2, 0, 0, 0, 0],
      answered: [0, 0, 0, 2, 0, 0],
    });
    expect(rhythm.usage?.get(at('stranger'))?.hours).toBe(1);
  });

  test('how far hours of different days are the same: 10 and 11 on one day, 12 on the next', () => {
    const { hoursKept, hoursPairs } = rhythm.usage?.get(at('three')) ?? {};
    expect(hoursPairs).toBe(2);
    expect(hoursKept).toBeCloseTo((Math.cos(Math.PI / 6) + Math.cos(Math.PI / 12)) / 2, 9);
  });

  test('reports that are valid, with who showed the thing by then', () => {
    const found = rhythm.reports?.map(({ kind, value, confidence, accounts }) => ({
      kind,
      value,
      confidence,
      accounts,
    }));
    expect(found).toEqual([
      { kind: 'address_block', value: '203.0.113.0/24', confidence: 0.4, accounts: [at('three')] },
      { kind: 'payment_bin', value: '555001', confidence: null, accounts: [at('two')] },
      { kind: 'payment_fingerprint', value: 'pm_1', confidence: 0.8, accounts: [at('one')] },
    ]);
  });
});
