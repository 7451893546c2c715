import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { ALERT_SORTS } from '@/lib/model/console/alert';
import { insertCampaign, insertUserRow, person, T0 } from '@/lib/services/fixture';
import { countAlerts } from './counts';
import { listAlerts } from './list';
import { countNews } from './news';
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
    for (const view of ['open', 'mine', 'unclaimed', 'decided'] as const) {
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
    const since = new Date(T0.getTime() + 7 * 60_000).toISOString();
    const open = (await walk({})).filter((row) => row.created_at > since);
    expect(await countNews({ since }, context)).toEqual({ count: open.length });
    expect(open.length).toBeGreaterThan(0);
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
