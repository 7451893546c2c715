import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { ALERT_SORTS, ALERT_VIEWS, CLAIM_MS } from '@/lib/model/queue';
import { insertCampaign, insertUserRow, person, T0 } from '@/lib/services/fixture';
import { countAlerts } from './counts';
import { listAlertItems } from './items';
import { listAlerts } from './list';
import { alertNewsQuery } from './news';
import { reviewAlert } from './review';

let db: TestDatabase;
const actor = person('analyst', 'Dana Okafor');
const context = { actor };
const ALERTS = 23;

beforeAll(async () => {
  db = await createTestDatabase();
  await insertUserRow(actor.id);
  for (let n = 0; n < ALERTS; n++) {
    const id = `c${String(n).padStart(2, '0')}`;
    await insertCampaign({ id, score: 0.3 + (n % 7) / 10, accounts: n === 0 ? ['a1', 'a2'] : [] });
    await getPool().query(
      `UPDATE alert SET severity = $2, kind = $3, assignee_id = $4, status = $5, due_at = $6, created_at = $7 WHERE campaign_id = $1`,
      [
        id,
        ['critical', 'high', 'medium', 'low'][n % 4],
        n % 3 === 0 ? 'jump' : 'new_campaign',
        n % 5 === 0 ? actor.id : null,
        n % 6 === 5 ? 'decided' : 'open',
        n % 4 === 0 ? null : new Date(T0.getTime() + (n % 3) * 3_600_000),
        new Date(T0.getTime() + (n % 10) * 60_000),
      ],
    );
  }
});
afterAll(() => db.drop());

async function walk(filter: Parameters<typeof listAlerts>[0]) {
  const items = [];
  let cursor: string | undefined;
  do {
    const page = await listAlerts({ ...filter, limit: 4, cursor }, context);
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return items;
}

describe('the queue', () => {
  test.each(ALERT_SORTS)('gives every open alert once, page by page, in the order of %s', async (sort) => {
    const walked = await walk({ sort });
    const whole = await listAlerts({ sort, limit: 500 }, context);
    expect(walked.map((row) => row.id)).toEqual(whole.items.map((row) => row.id));
    expect(new Set(walked.map((row) => row.id)).size).toBe(20);
    expect(whole.next_cursor).toBeNull();
  });

  test('puts what is most urgent first', async () => {
    const rank = { critical: 0, high: 1, medium: 2, low: 3 };
    const rows = await walk({ sort: 'severity' });
    const keys = rows.map((row) => rank[row.severity] * 10 - row.score);
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
  });

  test('counts what each tab, severity and kind holds, as the lists have it', async () => {
    const counts = await countAlerts({}, context);
    for (const view of ALERT_VIEWS) {
      expect(counts.views[view], view).toBe((await walk({ view })).length);
    }
    for (const severity of ['critical', 'high', 'medium', 'low'] as const) {
      expect(counts.severities[severity], severity).toBe((await walk({ severity })).length);
    }
    for (const { kind, count } of counts.kinds) expect(count, kind).toBe((await walk({ kind })).length);
    const narrowed = await countAlerts({ kind: 'jump' }, context);
    expect(narrowed.kinds).toEqual(counts.kinds);
  });

  test('leaves only what was asked for, also by several filters at once', async () => {
    const rows = await walk({ view: 'mine', severity: ['critical', 'high'], kind: ['jump'] });
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toMatchObject({ kind: 'jump', status: 'open', assignee: { id: actor.id } });
      expect(['critical', 'high']).toContain(row.severity);
    }
    expect(await walk({ capability: 'coding' })).toHaveLength(20);
    expect(await walk({ capability: 'vision' })).toHaveLength(0);
  });

  test('announces what came since, without giving it', async () => {
    const newest = new Date(T0.getTime() + 7 * 60_000).toISOString();
    const open = (await walk({})).filter((row) => row.created_at > newest);
    const news = await alertNewsQuery({ at: T0.toISOString(), newest }, context);
    expect(news).toEqual({ count: open.length, changed: [] });
    expect(open.length).toBeGreaterThan(0);
  });

  test('tells what is overdue, due today and due within a week apart', async () => {
    const late = new Date(T0.getTime() - 3_600_000);
    const soon = new Date(T0.getTime() + 26 * 3_600_000);
    await getPool().query('UPDATE alert SET due_at = $2 WHERE id = $1', ['alert-c01', late]);
    await getPool().query('UPDATE alert SET due_at = $2 WHERE id = $1', ['alert-c02', soon]);
    const due = async (filter: 'late' | 'today' | 'week') =>
      (await listAlerts({ due: filter, limit: 500 }, { actor, now: () => T0 })).items.map(({ id }) => id);
    expect(await due('late')).toEqual(['alert-c01']);
    expect(await due('today')).toContain('alert-c01');
    expect(await due('today')).not.toContain('alert-c02');
    expect(await due('week')).toContain('alert-c02');
  });

  test('has a claim until it runs out, and the alert is free again then', async () => {
    const until = new Date(T0.getTime() + CLAIM_MS);
    await getPool().query('UPDATE alert SET holder_id = $2, held_until = $3 WHERE id = $1', [
      'alert-c01',
      actor.id,
      until,
    ]);
    const at = async (now: Date, view: 'mine' | 'unclaimed') =>
      (await listAlerts({ view, limit: 500 }, { actor, now: () => now })).items.find(
        ({ id }) => id === 'alert-c01',
      );
    const before = new Date(until.getTime() - 1);
    expect((await at(before, 'mine'))?.claim).toMatchObject({
      person: { id: actor.id },
      until: until.toISOString(),
    });
    expect(await at(before, 'unclaimed')).toBeUndefined();
    expect(await at(until, 'mine')).toBeUndefined();
    expect(await at(until, 'unclaimed')).toMatchObject({ claim: null, assignee: null });
  });

  test('has what is snoozed in no other tab until it wakes, and announces that', async () => {
    const wakes = new Date(T0.getTime() + 60 * 60_000);
    await getPool().query('UPDATE alert SET snoozed_until = $2, holder_id = NULL WHERE id = $1', [
      'alert-c02',
      wakes,
    ]);
    const ids = async (view: 'open' | 'snoozed', now: Date) =>
      (await listAlerts({ view, limit: 500 }, { actor, now: () => now })).items.map(({ id }) => id);
    const asleep = new Date(wakes.getTime() - 1);
    expect(await ids('open', asleep)).not.toContain('alert-c02');
    expect(await ids('snoozed', asleep)).toEqual(['alert-c02']);
    expect(await ids('open', wakes)).toContain('alert-c02');
    expect(await ids('snoozed', wakes)).toEqual([]);
    const news = (now: Date) =>
      alertNewsQuery({ at: T0.toISOString(), newest: '2027-01-01T00:00:00Z' }, { actor, now: () => now });
    expect((await news(asleep)).count).toBe(0);
    expect((await news(wakes)).count).toBe(1);
  });

  test('tells other systems of claims and snoozes only while they last', async () => {
    const until = new Date(T0.getTime() + 1_000);
    await getPool().query(
      'UPDATE alert SET holder_id = $2, held_until = $3, snoozed_until = $3 WHERE id = $1',
      ['alert-c01', actor.id, until],
    );
    const at = async (now: Date) =>
      (await listAlertItems({ limit: 500 }, { actor, now: () => now })).items.find(
        ({ id }) => id === 'alert-c01',
      );
    const iso = until.toISOString();
    expect(await at(T0)).toMatchObject({ holder_id: actor.id, held_until: iso, snoozed_until: iso });
    expect(await at(until)).toMatchObject({ holder_id: null, held_until: null, snoozed_until: null });
  });

  test('refuses a cursor of another order instead of giving wrong rows', async () => {
    const { next_cursor } = await listAlerts({ sort: 'newest', limit: 2 }, context);
    await expect(listAlerts({ sort: 'severity', cursor: next_cursor ?? '' }, context)).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('the review of an alert', () => {
  test('holds its evidence for and against and the traffic of its campaign', async () => {
    await getPool().query(
      `INSERT INTO campaign_hour (campaign_id, hour, capability, model_key, pathway, exchanges, harvest)
       SELECT 'c00', $1::timestamptz - n * interval '1 hour', 6, 1, 0, 10, 8 FROM generate_series(0, 47) n`,
      [T0],
    );
    const review = await reviewAlert({ id: 'alert-c00' }, context);
    expect(review.evidence.map((item) => item.log_odds)).toEqual([3.21, -0.74]);
    expect(review).toMatchObject({
      account_count: 2,
      active_accounts: 2,
      innocent_accounts: 0,
      assignee: { id: actor.id },
    });
    expect(review.traffic.unit).toBe('hour');
    expect(review.traffic.points).toHaveLength(72);
    expect(review.traffic.points.reduce((sum, point) => sum + point.exchanges, 0)).toBe(480);
    expect(review.traffic.points.at(-1)).toEqual({ at: T0.toISOString(), exchanges: 10, harvest: 8 });
  });

  test('of an unknown one is not found', async () => {
    await expect(reviewAlert({ id: 'alert-none' }, context)).rejects.toMatchObject({ code: 'not_found' });
  });
});
