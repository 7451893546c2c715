import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { capabilityIndex } from '@/lib/model/capability';
import { accountKey, indicatorKey, key64 } from '@/lib/model/hash';
import { insertAccount, insertCampaign, key, person, T0 } from '@/lib/services/fixture';
import { banAccount } from './ban';
import { accountBreakdown } from './breakdown';
import { browseAccounts } from './browse';
import { accountExchanges } from './exchanges';
import { accountFacets } from './facets';
import { accountHistory } from './history';
import { accountIndicators } from './indicators';
import { accountPortrait } from './portrait';
import { accountSessions } from './sessions';
import { accountTimeline } from './timeline';

const actor = person('analyst');
const viewer = { actor: person('viewer') };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MODEL = key64('model\0aster-5');
const CODING = capabilityIndex('coding');
const GRADING = capabilityIndex('rubric_grading');

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await world();
});
afterAll(() => db.drop());

interface Sent {
  account: string;
  at: number;
  capability?: number;
  session?: bigint;
  excerpt?: string;
}

/** Exchanges with their rollup by hour, as ingest keeps it. */
async function send(list: Sent[]): Promise<void> {
  const pool = getPool();
  for (const day of new Set(list.map(({ at }) => new Date(T0.getTime() + at).toISOString().slice(0, 10)))) {
    await pool.query('SELECT ensure_exchange_partition($1::date)', [day]);
  }
  for (const [index, { account, at, capability = CODING, session, excerpt }] of list.entries()) {
    const time = new Date(T0.getTime() + at);
    await pool.query(
      `INSERT INTO exchange (account_key, occurred_at, model_key, session_key, capability, score, id, excerpt, input_tokens, output_tokens)
       VALUES ($1, $2, $3, $4, $5, 900, $6, $7, 10, 20)`,
      [accountKey(account), time, MODEL, session ?? null, capability, `x-${index}`, excerpt ?? null],
    );
    await pool.query(
      `INSERT INTO account_hour VALUES ($1, date_trunc('hour', $2::timestamptz), $3, $4, 1, 10, 20, 0, 0)
       ON CONFLICT (account_key, hour, capability, model_key) DO UPDATE SET exchanges = account_hour.exchanges + 1`,
      [accountKey(account), time, capability, MODEL],
    );
  }
  await pool.query(
    `WITH e AS MATERIALIZED (
       SELECT account_key, count(*) AS n, min(occurred_at) AS first, max(occurred_at) AS last FROM exchange GROUP BY 1)
     UPDATE account a SET exchanges = e.n, first_seen = e.first, last_seen = e.last FROM e WHERE a.key = e.account_key`,
  );
}

async function show(account: string, kind: string, value: string): Promise<void> {
  await getPool().query(
    'INSERT INTO indicator (key, kind, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [indicatorKey(kind, value), kind, value],
  );
  await getPool().query('INSERT INTO account_indicator VALUES ($1, $2, $3, $3, 1)', [
    accountKey(account),
    indicatorKey(kind, value),
    T0,
  ]);
}

/** One campaign of two, a dozen honest peers, and one account of which only a record is known. */
async function world(): Promise<void> {
  const pool = getPool();
  await pool.query("INSERT INTO model (key, name, released_at, first_seen) VALUES ($1, 'aster-5', $2, $2)", [
    MODEL,
    T0,
  ]);
  await insertCampaign({ id: 'cmp_1', accounts: ['bad-1', 'bad-2'] });
  for (let n = 0; n < 25; n++) await insertAccount(`peer-${String(n).padStart(2, '0')}`);
  await insertAccount('silent');
  await pool.query("UPDATE account SET last_seen = NULL, first_seen = NULL WHERE id = 'silent'");
  await pool.query("UPDATE account SET plan = 'Build', pathway = 'api'");
  await pool.query(
    `UPDATE account SET organization = '100% <b>Acme_Labs</b>', verified = 'email', payment_fingerprint = 'card-1',
            email_pattern = 'aaaa99', email_domain = 'mail.example' WHERE id = 'bad-1'`,
  );
  await send([
    // Two runs of unnamed exchanges, and a named session that reaches over both.
    { account: 'bad-1', at: 0, excerpt: 'Grade <script>alert(1)</script> for ⟨email⟩', capability: GRADING },
    { account: 'bad-1', at: 10 * MINUTE, capability: GRADING },
    { account: 'bad-1', at: 15 * MINUTE, session: 7n, capability: GRADING },
    { account: 'bad-1', at: 3 * HOUR, capability: GRADING },
    { account: 'bad-1', at: 3 * HOUR + 5 * MINUTE, session: 7n },
    { account: 'bad-2', at: HOUR },
    ...Array.from({ length: 25 }, (_, n) => ({
      account: `peer-${String(n).padStart(2, '0')}`,
      at: (n - 1) * 2 * MINUTE + 4 * MINUTE,
    })),
  ]);
  for (const account of ['bad-1', 'bad-2']) await show(account, 'payment_fingerprint', 'card-1');
  for (const account of ['bad-1', 'peer-00', 'peer-01']) await show(account, 'ja4', 't13d');
  await show('bad-1', 'device', 'only-mine');
}

describe('the list of accounts', () => {
  it.each(['last_seen', 'created', 'exchanges'] as const)(
    'shows every account exactly once by %s, page by page, in both directions',
    async (sort) => {
      for (const order of ['asc', 'desc'] as const) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await browseAccounts({ sort, order, limit: 5, ...(cursor ? { cursor } : {}) }, viewer);
          expect(page.total).toBe(cursor ? null : 28);
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.next_cursor ?? undefined;
        } while (cursor);
        expect(seen).toHaveLength(28);
        expect(new Set(seen).size).toBe(28);
        if (sort === 'last_seen') expect(seen.at(-1)).toBe('silent');
      }
    },
  );

  it.each([
    [{ campaign: 'yes' as const }, 2],
    [{ campaign: 'no' as const }, 26],
    [{ q: 'bad-' }, 2],
    [{ q: '100% <b>acme_' }, 1],
    [{ q: 'mail.example' }, 1],
    [{ q: '%' }, 1],
    [{ verified: ['email', 'phone'] }, 1],
    [{ verified: 'unknown' }, 27],
    [{ indicator: 'payment_fingerprint:card-1' }, 2],
    [{ indicator: 'payment_fingerprint:nobody' }, 0],
    [{ status: 'banned' }, 0],
  ])('narrows by %o', async (filter, expected) => {
    const page = await browseAccounts(filter, viewer);
    expect(page.total).toBe(expected);
    expect(page.items).toHaveLength(expected);
  });

  it('names the campaign of an account and what it sought', async () => {
    const [row] = (await browseAccounts({ q: 'bad-1' }, viewer)).items;
    expect(row?.campaign).toMatchObject({ id: 'cmp_1', membership: 0.9 });
    expect(row?.capabilities).toEqual({ rubric_grading: 0.8, coding: 0.2 });
    expect(row?.email).toBe('aaaa99 @mail.example');
  });

  it('refuses a cursor of another order', async () => {
    const { next_cursor } = await browseAccounts({ sort: 'exchanges', limit: 1 }, viewer);
    await expect(
      browseAccounts({ sort: 'created', cursor: next_cursor ?? '' }, viewer),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  it('is not for a key that may only bring records in', async () => {
    await expect(browseAccounts({}, { actor: key('ingest') })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('counts plans and pathways', async () => {
    expect(await accountFacets({}, viewer)).toMatchObject({
      accounts: 28,
      plans: [{ value: 'Build', count: 28 }],
    });
  });
});

describe('one account', () => {
  it('is told with its membership and who else pays with its card', async () => {
    const head = await accountPortrait({ id: 'bad-1' }, viewer);
    expect(head).toMatchObject({
      exchanges: 5,
      payment: { fingerprint: 'card-1', others: 1 },
      indicators: 3,
      silence: null,
    });
    expect(head.memberships[0]).toMatchObject({ id: 'cmp_1', harvest_share: 0.8 });
  });

  it('that is not there is refused by every read', async () => {
    for (const read of [
      accountPortrait,
      accountTimeline,
      accountExchanges,
      accountSessions,
      accountBreakdown,
      accountIndicators,
      accountHistory,
    ]) {
      await expect(read({ id: 'nobody' }, viewer)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('lists its own exchanges only, each once, and text as it was kept', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await accountExchanges({ id: 'bad-1', limit: 2, ...(cursor ? { cursor } : {}) }, viewer);
      seen.push(...page.items.map(({ at }) => at));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect([...seen].sort().reverse()).toEqual(seen);
    const graded = await accountExchanges({ id: 'bad-1', capability: 'rubric_grading' }, viewer);
    expect(graded.items).toHaveLength(4);
    expect(graded.items.at(-1)?.excerpt).toBe('Grade <script>alert(1)</script> for ⟨email⟩');
    const first = { from: T0.toISOString(), to: new Date(T0.getTime() + HOUR).toISOString() };
    expect((await accountExchanges({ id: 'bad-1', ...first }, viewer)).items).toHaveLength(3);
  });

  it('has each session once, however small the pages, also where a named one reaches over others', async () => {
    const whole = await accountSessions({ id: 'bad-1' }, viewer);
    expect(whole.items.map(({ exchanges }) => exchanges)).toEqual([2, 1, 2]);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await accountSessions({ id: 'bad-1', limit: 1, ...(cursor ? { cursor } : {}) }, viewer);
      seen.push(...page.items.map(({ exchanges }) => exchanges));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([2, 1, 2]);
  });

  it('has a timeline of marks with its release, and of counts where there are many', async () => {
    const timeline = await accountTimeline({ id: 'bad-1' }, viewer);
    expect(timeline).toMatchObject({ exchanges: 5, models: ['aster-5'], born: T0.toISOString() });
    expect(timeline.marks).toHaveLength(5);
    expect(timeline.releases).toEqual([{ at: T0.toISOString(), model: 'aster-5' }]);
    expect(timeline.life.counts.reduce((sum, n) => sum + n, 0)).toBe(5);
    expect(timeline.hours_of_day.reduce((sum, n) => sum + n, 0)).toBe(5);
    expect(timeline.sought[0]).toEqual({ capability: 'rubric_grading', exchanges: 4 });

    await insertAccount('busy');
    await getPool().query("UPDATE account SET plan = 'Bulk', pathway = 'enterprise' WHERE id = 'busy'");
    const hours = Array.from({ length: 40 * 24 }, (_, hour) => new Date(T0.getTime() + hour * HOUR));
    await getPool().query(
      'INSERT INTO account_hour SELECT $1, hour, $2, $3, 100, 0, 0, 0, 0 FROM unnest($4::timestamptz[]) AS hour',
      [accountKey('busy'), CODING, MODEL, hours],
    );
    await getPool().query('UPDATE account SET last_seen = $2 WHERE key = $1', [
      accountKey('busy'),
      hours.at(-1),
    ]);
    const busy = await accountTimeline({ id: 'busy' }, viewer);
    expect(busy.marks).toBeNull();
    expect(busy.buckets.length).toBeLessThanOrEqual(100);
    expect(busy.buckets.reduce((sum, { exchanges }) => sum + exchanges, 0)).toBe(96_000);
    const week = await accountTimeline({ id: 'busy', span: (7 * DAY) / 1000 }, viewer);
    expect(Date.parse(week.to) - Date.parse(week.from)).toBe(7 * DAY);
  });

  it('is compared with accounts of its plan and pathway that are in no campaign', async () => {
    const breakdown = await accountBreakdown({ id: 'bad-1' }, viewer);
    expect(breakdown).toMatchObject({ alike: 'plan and pathway', sampled: 25, baseline: { coding: 1 } });
    expect(breakdown.shares).toEqual({ rubric_grading: 0.8, coding: 0.2 });
  });

  it('that has hardly any like it is compared with all', async () => {
    expect(await accountBreakdown({ id: 'busy' }, viewer)).toMatchObject({ alike: 'all' });
  });

  it('names the values it shares, the rarest first, and how many of those are in its campaign', async () => {
    const { items, alone, campaign } = await accountIndicators({ id: 'bad-1' }, viewer);
    expect(campaign?.id).toBe('cmp_1');
    expect(items.map(({ kind, accounts }) => [kind, accounts])).toEqual([
      ['payment_fingerprint', 2],
      ['ja4', 3],
    ]);
    expect(items[0]?.in_campaign).toBe(1);
    expect(items[1]?.in_campaign).toBeCloseTo(1 / 3);
    expect(alone).toBe(1);
    expect((await browseAccounts({ indicator: items[1]?.filter }, viewer)).total).toBe(3);
  });

  it('remembers what was decided, by whom, and what became of the order', async () => {
    await banAccount(
      { id: 'bad-2', version: 1, reason: 'Same card as bad-1', campaign_id: 'cmp_1' },
      { actor },
    );
    const history = await accountHistory({ id: 'bad-2' }, viewer);
    expect(history.decisions[0]).toMatchObject({
      kind: 'ban',
      actor: actor.name,
      reason: 'Same card as bad-1',
      order: { status: 'pending' },
    });
    expect(history.events[0]).toMatchObject({ kind: 'banned', source: 'retort' });
    expect(history.audit[0]).toMatchObject({ verb: 'account.ban' });
    expect((await accountPortrait({ id: 'bad-2' }, viewer)).order).toMatchObject({
      kind: 'ban',
      status: 'pending',
    });
  });
});
