import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { MEMBER_SORTS, TIMELINE_RANGES } from '@/lib/model/console/campaign';
import { accountKey, key64 } from '@/lib/model/hash';
import { CAMPAIGN_SORTS } from '@/lib/model/verdict';
import { find } from '@/lib/services/console/find';
import { consoleStatus } from '@/lib/services/console/status';
import { insertCampaign, insertUserRow, person, T0 } from '@/lib/services/fixture';
import { campaignHead } from './header';
import { listMembers } from './members';
import { campaignOverview } from './overview';
import { campaignPivot } from './pivot';
import { listCampaignRows } from './rows';
import { campaignTimeline } from './timeline';
import { wholeCampaigns } from './wire';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MEMBERS = 25;
const FIRST = T0.getTime() - 5 * DAY;
const BANNED_AT = T0.getTime() - DAY;
const RELEASED_AT = T0.getTime() - 2 * DAY;

let db: TestDatabase;
const actor = person('analyst');
const context = { actor };

beforeAll(async () => {
  db = await createTestDatabase();
  const pool = getPool();
  await insertUserRow(actor.id);
  for (let n = 0; n < 11; n++) await insertCampaign({ id: `c${n}`, score: 0.35 + (n % 4) * 0.2 });
  const accounts = Array.from({ length: MEMBERS }, (_, n) => `acc_${String(n).padStart(2, '0')}`);
  await insertCampaign({ id: 'big', accounts, score: 0.95 });
  await pool.query("UPDATE campaign SET first_seen = $1, owner_id = $2 WHERE id = 'big'", [
    new Date(FIRST),
    actor.id,
  ]);
  await pool.query(
    `UPDATE account SET pathway = CASE WHEN id < 'acc_20' THEN 'api' ELSE 'cloud' END, created_at = $1,
       status = CASE WHEN id < 'acc_12' THEN 'banned' ELSE 'active' END WHERE id LIKE 'acc%'`,
    [new Date(FIRST + 3 * HOUR)],
  );
  await pool.query(
    `UPDATE campaign_account SET membership = 0.5, looks_innocent = 'A verified organization.', role = 'probe'
     WHERE account_key = ANY($1)`,
    [accounts.slice(20, 23).map(accountKey)],
  );
  await pool.query(
    `INSERT INTO account_event (account_key, occurred_at, kind)
     SELECT k, $2, 'banned' FROM unnest($1::bigint[]) k`,
    [accounts.slice(0, 12).map(accountKey), new Date(BANNED_AT)],
  );
  await pool.query('INSERT INTO model (key, name, released_at) VALUES ($1, $2, $3), ($4, $5, $6)', [
    key64('model\0old'),
    'old',
    new Date(FIRST - 90 * DAY),
    key64('model\0new'),
    'new',
    new Date(RELEASED_AT),
  ]);
  // Ten exchanges an hour on the old model; from the release on, half of them on the new one; all by API until the ban.
  for (let t = FIRST; t < T0.getTime(); t += HOUR) {
    const pathway = t < BANNED_AT ? 0 : 2;
    for (const model of t < RELEASED_AT ? ['old', 'old'] : ['old', 'new']) {
      await pool.query(
        `INSERT INTO campaign_hour (campaign_id, hour, capability, model_key, pathway, exchanges, harvest)
         VALUES ('big', $1, 6, $2, $3, 5, 4) ON CONFLICT (campaign_id, hour, capability, model_key, pathway)
         DO UPDATE SET exchanges = campaign_hour.exchanges + 5`,
        [new Date(t), key64(`model\0${model}`), pathway],
      );
    }
  }
  // Everybody on a day: the campaign's own and a thousand others, a tenth of them on the new model.
  await pool.query(
    `INSERT INTO capability_day (day, capability, model_key, pathway, exchanges, output_tokens)
     SELECT (hour AT TIME ZONE 'UTC')::date, 6, model_key, 0, sum(exchanges) + CASE WHEN model_key = $1 THEN 100 ELSE 900 END, 0
     FROM campaign_hour GROUP BY 1, model_key`,
    [key64('model\0new')],
  );
});
afterAll(() => db.drop());

describe('lists', () => {
  test.each(
    CAMPAIGN_SORTS.flatMap(
      (sort) =>
        [
          [sort, 'asc'],
          [sort, 'desc'],
        ] as const,
    ),
  )('of campaigns give each once by %s %s', async (sort, order) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCampaignRows({ sort, order, limit: 3, cursor }, context);
      ids.push(...page.items.map((row) => row.id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    const whole = await listCampaignRows({ sort, order, limit: 100 }, context);
    expect(ids).toEqual(whole.items.map((row) => row.id));
    expect(new Set(ids).size).toBe(12);
  });

  test('of campaigns keep to the filter', async () => {
    const ids = async (filter: Parameters<typeof listCampaignRows>[0]) =>
      (await listCampaignRows(filter, context)).items.map((row) => row.id);
    expect(await ids({ owner: 'me' })).toEqual(['big']);
    expect(await ids({ q: 'BIG' })).toEqual(['big']);
    expect(await ids({ q: '%' })).toEqual([]);
    expect((await ids({ severity: ['critical', 'low'] })).length).toBe(6);
    expect(await ids({ status: 'dismissed' })).toEqual([]);
  });

  test.each(MEMBER_SORTS)('of members give each once by %s, and count on the first page', async (sort) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMembers({ id: 'big', sort, limit: 7, cursor }, context);
      expect(page.total).toBe(cursor === undefined ? MEMBERS : null);
      ids.push(...page.items.map((row) => row.id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(new Set(ids).size).toBe(MEMBERS);
    expect(ids).toHaveLength(MEMBERS);
  });

  test('of members tell who looks innocent and who can still act', async () => {
    const innocent = await listMembers({ id: 'big', innocent: '1' }, context);
    expect(innocent.items.map((row) => row.looks_innocent)).toEqual(
      new Array(3).fill('A verified organization.'),
    );
    const active = await listMembers({ id: 'big', status: ['active'], membership: '0.8' }, context);
    expect(active.total).toBe(10);
    expect(active.roles).toEqual([{ value: 'worker', count: 10 }]);
    expect((await listMembers({ id: 'big', q: 'acc_1' }, context)).total).toBe(10);
  });
});

describe('a campaign', () => {
  test('has a header with its owner, its models and who is banned or looks innocent', async () => {
    const head = await campaignHead({ id: 'big' }, context);
    expect(head).toMatchObject({
      severity: 'critical',
      owner: { id: actor.id },
      banned_accounts: 12,
      innocent_accounts: 3,
      decision: null,
    });
    expect(head.models.map((model) => model.name)).toEqual(['old', 'new']);
    await expect(campaignHead({ id: 'none' }, context)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('says of what it became part, and is no campaign of its own then', async () => {
    await insertCampaign({ id: 'part', status: 'closed' });
    await getPool().query("UPDATE campaign SET merged_into = 'big' WHERE id = 'part'");
    const { title } = await campaignHead({ id: 'big' }, context);
    expect(await campaignHead({ id: 'part' }, context)).toMatchObject({
      status: 'closed',
      merged_into: { id: 'big', title },
      split_from: null,
    });
    const whole: string[] = [];
    for await (const { id } of wholeCampaigns()) whole.push(id);
    expect(whole).toContain('big');
    expect(whole).not.toContain('part');
    await getPool().query("DELETE FROM campaign WHERE id = 'part'");
  });

  test('shows by which pathways it came before and since its largest ban', async () => {
    const overview = await campaignOverview({ id: 'big' }, context);
    expect(overview.divide).toEqual({ at: new Date(BANNED_AT).toISOString(), what: 'the ban' });
    expect(overview.pathways).toMatchObject([
      { pathway: 'api', accounts: 20, active: 8, before: 1, since: 0 },
      { pathway: 'cloud', accounts: 5, active: 5, before: 0, since: 1 },
    ]);
    expect(overview.evidence).toHaveLength(2);
  });

  test.each(TIMELINE_RANGES)('has lanes over %s whose buckets add up to its traffic', async (range) => {
    const lanes = await campaignTimeline({ id: 'big', range }, context);
    const from = Date.parse(lanes.from);
    const to = Date.parse(lanes.to);
    const { rows } = await getPool().query<{ n: number; harvest: number }>(
      "SELECT sum(exchanges)::int AS n, sum(harvest)::int AS harvest FROM campaign_hour WHERE campaign_id = 'big' AND hour >= $1 AND hour < $2",
      [lanes.from, lanes.to],
    );
    expect(lanes.traffic.map((lane) => lane.capability)).toEqual(['coding']);
    const buckets = lanes.traffic[0]?.buckets ?? [];
    expect(buckets).toHaveLength((to - from) / 1000 / lanes.bucket_seconds);
    expect(buckets.length).toBeLessThanOrEqual(62);
    expect(lanes.life.counts.reduce((sum, n) => sum + n, 0)).toBe(
      (await getPool().query("SELECT sum(exchanges)::int AS n FROM campaign_hour WHERE campaign_id = 'big'"))
        .rows[0].n,
    );
    const harvest = buckets.reduce((sum, n) => sum + n, 0);
    expect(harvest).toBe(rows[0]?.harvest);
    expect(harvest + lanes.rest.reduce((sum, n) => sum + n, 0)).toBe(rows[0]?.n);
    expect(lanes.sign_ups.reduce((sum, n) => sum + n, 0)).toBe(range === '48h' ? 0 : MEMBERS);
    expect(lanes.account_events).toEqual([
      { at: new Date(BANNED_AT).toISOString(), kind: 'banned', accounts: 12 },
    ]);
  });

  test('has finer lanes over a stretch of its own, by the hour at last', async () => {
    const { life } = await campaignTimeline({ id: 'big' }, context);
    const to = Date.parse(life.to);
    const steps = await Promise.all(
      [5, 1].map(async (days) => {
        const from = new Date(to - days * 86_400_000).toISOString();
        const lanes = await campaignTimeline({ id: 'big', from, to: life.to }, context);
        expect(Date.parse(lanes.from)).toBeLessThanOrEqual(Date.parse(from));
        expect(Date.parse(lanes.to)).toBeGreaterThanOrEqual(to);
        return lanes.bucket_seconds / 3600;
      }),
    );
    expect(steps).toEqual([3, 1]);
  });

  test('compares its move to a new model with everybody else', async () => {
    const { pivot } = await campaignPivot({ id: 'big' }, context);
    expect(pivot?.model).toBe('new');
    expect(pivot?.share_in_a_day).toBeCloseTo(0.5, 5);
    expect(pivot?.points.filter((point) => point.hour < 0).every((point) => point.share === 0)).toBe(true);
    const after = pivot?.points.find((point) => point.hour >= 24);
    expect(after?.peers).toBeCloseTo(0.1, 5);
    expect((await campaignPivot({ id: 'c1' }, context)).pivot).toBeNull();
  });
});

describe('the frame', () => {
  test('finds what was pasted by id, title and value, and nothing by wildcard', async () => {
    await getPool().query(
      "INSERT INTO indicator (key, kind, value, accounts) VALUES (7, 'payment_bin', '411111', 9)",
    );
    const hits = async (q: string) => (await find({ q }, context)).items.map((hit) => hit.href);
    expect(await hits(' acc_07 ')).toEqual(['/accounts/acc_07']);
    expect((await hits('acc_')).length).toBe(6);
    expect(await hits('big')).toEqual(['/campaigns/big']);
    expect(await hits('411111')).toEqual(['/indicators/payment_bin%3A411111']);
    expect(await hits('%')).toEqual([]);
  });

  test('says that nothing came in yet, and counts what is open', async () => {
    const status = await consoleStatus({}, context);
    expect(status).toMatchObject({ ingest: null, last_run: null, open_alerts: 12, open_campaigns: 12 });
  });
});
