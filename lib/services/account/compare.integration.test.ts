import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey, indicatorKey } from '@/lib/model/hash';
import { insertAccount, insertCampaign, SYSTEM, T0 } from '@/lib/services/fixture';
import { drawIndicators } from '@/lib/services/indicator/draw';
import { compareAccounts } from './compare';

const HOUR = 3_600_000;
const context = { actor: SYSTEM };

async function show(kind: string, value: string, uses: Record<string, number>) {
  const key = indicatorKey(kind, value);
  await getPool().query('INSERT INTO indicator (key, kind, value) VALUES ($1, $2, $3)', [key, kind, value]);
  for (const [id, exchanges] of Object.entries(uses)) {
    await getPool().query(
      'INSERT INTO account_indicator (account_key, indicator_key, first_seen, last_seen, exchanges) VALUES ($1, $2, $3, $3, $4)',
      [accountKey(id), key, T0, exchanges],
    );
  }
}

const work = (id: string, hour: number, capability: number, exchanges: number) =>
  getPool().query(
    `INSERT INTO account_hour (account_key, hour, capability, model_key, exchanges, input_tokens, output_tokens, refused, limited)
     VALUES ($1, $2, $3, 1, $4, 0, 0, 0, 0)`,
    [accountKey(id), new Date(T0.getTime() + hour * HOUR), capability, exchanges],
  );

describe('accounts side by side', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    await insertCampaign({ id: 'cmp_1', accounts: ['a', 'b', 'k'] });
    await insertAccount('c', 'banned');
    await getPool().query('UPDATE account SET last_seen = $1 WHERE id IN ($2, $3)', [
      new Date(T0.getTime() + 10 * HOUR),
      'a',
      'b',
    ]);
    await show('payment_fingerprint', 'card-1', { a: 0, b: 0, k: 0 });
    await show('asn', '64500', { a: 4, b: 2, c: 9, k: 1 });
    await show('device', 'dev-a', { a: 4 });
    await show('device', 'dev-a2', { a: 1 });
    await show('device', 'dev-b', { b: 2 });
    await work('a', 0, 2, 3);
    await work('a', 2, 6, 1);
    await work('b', 1, 2, 2);
    await work('b', 2, 2, 2);
    await getPool().query(
      "INSERT INTO account_event (account_key, occurred_at, kind) VALUES ($1, $2, 'banned')",
      [accountKey('b'), new Date(T0.getTime() + 5 * HOUR)],
    );
    await drawIndicators(T0);
  });
  afterAll(() => db.drop());

  test('over one axis, with what they share and what sets them apart', async () => {
    const found = await compareAccounts({ id: ['b', 'a', 'nobody', 'a'] }, context);
    expect(found.accounts).toMatchObject([
      { id: 'b', campaign: { id: 'cmp_1' }, shares: { rubric_grading: 1 }, in_range: 4 },
      { id: 'a', shares: { rubric_grading: 0.75, coding: 0.25 }, in_range: 4 },
    ]);
    expect(found.missing).toEqual(['nobody']);
    expect(found.timeline).toMatchObject({
      from: T0.toISOString(),
      bucket_seconds: 3_600,
      hours: { any: 3, together: 1 },
      events: [{ account: 0, kind: 'banned', count: 1 }],
    });
    expect(found.timeline.lanes).toEqual([
      [
        { at: 1, capability: 'rubric_grading', exchanges: 2 },
        { at: 2, capability: 'rubric_grading', exchanges: 2 },
      ],
      [
        { at: 0, capability: 'rubric_grading', exchanges: 3 },
        { at: 2, capability: 'coding', exchanges: 1 },
      ],
    ]);
    expect(found.shared_total).toBe(2);
    expect(found.shared.map(({ label, shown, exchanges }) => [label, shown, exchanges])).toEqual([
      ['card-1', [true, true], [0, 0]],
      ['64500', [true, true], [2, 4]],
    ]);
    expect(found.apart.map(({ label, shown }) => [label, shown])).toEqual([
      ['dev-a', [false, true]],
      ['dev-b', [true, false]],
    ]);
    expect(found.suggested).toEqual([
      { id: 'k', values: 2 },
      { id: 'c', values: 1 },
    ]);
  });

  test('over a part of their lives', async () => {
    const to = new Date(T0.getTime() + 2 * HOUR).toISOString();
    const { timeline, accounts } = await compareAccounts({ id: ['a', 'b'], to, span: 3_600 }, context);
    expect(timeline).toMatchObject({ to, hours: { any: 1, together: 0 } });
    expect(accounts.map(({ in_range }) => in_range)).toEqual([0, 2]);
  });

  test('one, none, and more than five', async () => {
    expect(await compareAccounts({ id: 'c' }, context)).toMatchObject({
      accounts: [{ id: 'c' }],
      shared: [],
    });
    expect(await compareAccounts({}, context)).toMatchObject({ accounts: [], missing: [], suggested: [] });
    await expect(compareAccounts({ id: ['1', '2', '3', '4', '5', '6'] }, context)).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
