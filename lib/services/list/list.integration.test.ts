import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensurePartitions } from '@/lib/db/partition';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { streamOf } from '@/lib/export/lines';
import { accountKey } from '@/lib/model/hash';
import { EXPORT_LISTS, type ExportList } from '@/lib/model/list-export';
import { browseAccounts } from '@/lib/services/account/browse';
import { accountExchanges } from '@/lib/services/account/exchanges';
import { listAlerts } from '@/lib/services/alert/list';
import { listAudit } from '@/lib/services/audit/list';
import { listBatchAccounts } from '@/lib/services/batch/accounts';
import { frozenDraft, insertCrowd } from '@/lib/services/batch/fixture';
import { listMembers } from '@/lib/services/campaign/members';
import { listCampaignRows } from '@/lib/services/campaign/rows';
import { insertCampaign, key, person, SYSTEM, T0 } from '@/lib/services/fixture';
import { listIndicators } from '@/lib/services/indicator/list';
import { describeExports } from './describe';
import { openExport } from './open';
import { previewExport } from './preview';
import { MOST_AT_ONCE, takeSlot } from './slots';

const EXCHANGES = 2_500;
const analyst = person('analyst');
let db: TestDatabase;
let batch = '';

beforeAll(async () => {
  db = await createTestDatabase();
  const pool = getPool();
  await insertCrowd('crowd', 12);
  await insertCampaign({ id: 'other', accounts: ['=HYPERLINK("x")', 'late'], score: 0.5 });
  await pool.query("UPDATE account SET last_seen = NULL, created_at = NULL WHERE id LIKE 'crowd-%1'");
  await pool.query("UPDATE account SET plan = 'pro', exchanges = abs(key % 50) WHERE id LIKE 'crowd-%'");
  batch = await frozenDraft(analyst, { campaign_id: 'crowd' }, T0);
  await ensurePartitions(pool, [T0.getTime() / 86_400_000 - 1.5, T0.getTime() / 86_400_000 - 0.5]);
  await pool.query(
    `INSERT INTO exchange (account_key, occurred_at, id, model_key, capability, score, refused, excerpt)
     SELECT $1, timestamptz '2026-10-01 06:00:00Z' - n * interval '10 seconds', 'e' || n, 1, n % 3, 900, false, 'prompt ' || n
       FROM generate_series(1, ${EXCHANGES}) n`,
    [accountKey('late')],
  );
  await pool.query(
    `INSERT INTO indicator_spread (indicator_key, kind, value, label, search, accounts, outside, exchanges, first_seen, last_seen, campaigns, reported, hub)
     SELECT n, 'device', 'd' || n, 'd' || n, 'd' || n, n, 0, n, $1, $1, 0, 0, false FROM generate_series(2, 40) n`,
    [T0],
  );
});
afterAll(() => db.drop());

async function textOf(list: ExportList, filter: object = {}, more: object = {}): Promise<string> {
  const file = await openExport(
    { list, format: 'ndjson', filter: { ...filter }, ...more },
    { actor: analyst },
  );
  let text = '';
  for await (const piece of file.pieces) text += piece;
  return text;
}

async function rowsOf(list: ExportList, filter: object = {}, more: object = {}) {
  const text = await textOf(list, filter, more);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

type Lister = (
  input: never,
  context: { actor: typeof analyst },
) => Promise<{ items: object[]; next_cursor: string | null }>;

/** Every item of a list of the console, page by page. */
async function pagesOf(list: unknown, input: object) {
  const items: Record<string, unknown>[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await (list as Lister)({ ...input, limit: 5, cursor } as never, { actor: analyst });
    items.push(...(page.items as Record<string, unknown>[]));
    if (page.next_cursor === null) return items;
    cursor = page.next_cursor;
  }
}

const latest = async () =>
  (await getPool().query('SELECT * FROM audit_entry ORDER BY seq DESC LIMIT 1')).rows[0];

describe('what is exported', () => {
  test.each([
    ['accounts', browseAccounts, {}, {}, 'id'],
    ['accounts', browseAccounts, { sort: 'created', order: 'asc' }, {}, 'id'],
    ['accounts', browseAccounts, { plan: 'pro', sort: 'exchanges', q: 'crowd' }, {}, 'id'],
    ['accounts', browseAccounts, { campaign: 'yes', order: 'asc' }, {}, 'id'],
    ['exchanges', accountExchanges, { capability: 'trace_extraction' }, { account_id: 'late' }, 'id'],
    ['alerts', listAlerts, { view: 'open', sort: 'newest' }, {}, 'id'],
    ['campaigns', listCampaignRows, { sort: 'accounts', order: 'asc' }, {}, 'id'],
    ['members', listMembers, { sort: 'joined', q: 'crowd-1' }, { campaign_id: 'crowd' }, 'id'],
    ['batch-accounts', listBatchAccounts, {}, { batch_id: 'batch' }, 'id'],
    ['indicators', listIndicators, { sort: 'accounts', order: 'asc', q: 'd1' }, {}, 'value'],
    ['audit', listAudit, { entity: 'batch' }, {}, 'seq'],
  ] as const)('of %s is what the list shows, in its order', async (list, lister, filter, parent, field) => {
    const parents = 'batch_id' in parent ? { batch_id: batch } : parent;
    const id = Object.values(parents)[0];
    const shown = await pagesOf(lister, { ...filter, ...(id ? { id } : {}) });
    const rows = await rowsOf(list, { ...filter, ...parents });
    expect(shown.length).toBeGreaterThan(0);
    expect(rows.map((row) => row[field])).toEqual(shown.map((item) => item[field]));
  });

  test('has the fields of the API by their names', async () => {
    const [row] = await rowsOf(
      'members',
      { campaign_id: 'crowd' },
      { columns: 'id,harvest_share,joined_at,reasons' },
    );
    const [item] = await pagesOf(listMembers, { id: 'crowd' });
    expect(row).toEqual({
      id: item?.id,
      harvest_share: item?.harvest_share,
      joined_at: item?.joined_at,
      reasons: item?.reasons,
    });
    const [account] = await rowsOf('accounts', { q: 'late' });
    expect(account).toMatchObject({ campaign_id: 'other', status: 'active', capabilities: {} });
  });

  test('is whole over many batches, each exchange once', async () => {
    const rows = await rowsOf('exchanges', { account_id: 'late' });
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: EXCHANGES }, (_, n) => `e${n + 1}`));
    expect(rows[0]).toMatchObject({ account_id: 'late', excerpt: 'prompt 1', model: 'unknown', score: 0.9 });
  });

  test('runs in no spreadsheet', async () => {
    const csv = await textOf('accounts', { q: '=' }, { format: 'csv', columns: ['id', 'status'] });
    expect(csv).toBe('\ufeff"id","status"\r\n"\'=HYPERLINK(""x"")","active"\r\n');
  });

  test('is of one moment: what comes later is not in it', async () => {
    const file = await openExport({ list: 'accounts', filter: {}, columns: 'id' }, { actor: analyst });
    await getPool().query("INSERT INTO account (key, id, status) VALUES (1, 'later', 'active')");
    let text = '';
    for await (const piece of file.pieces) text += piece;
    expect(text).not.toContain('later');
    expect(text.trim().split('\r\n')).toHaveLength(file.rows + 1);
    await getPool().query('DELETE FROM account WHERE key = 1');
  });

  test('has every column of every list in every format', async () => {
    const { items } = await describeExports({}, { actor: analyst });
    expect(items.map(({ list }) => list)).toEqual(EXPORT_LISTS);
    const parents = {
      exchanges: { account_id: 'late' },
      members: { campaign_id: 'crowd' },
      'batch-accounts': { batch_id: batch },
    };
    for (const { list, columns } of items) {
      for (const format of ['csv', 'ndjson', 'parquet'] as const) {
        const filter = parents[list as keyof typeof parents] ?? {};
        const names = columns.map(({ name }) => name);
        const file = await openExport({ list, filter, format, columns: names }, { actor: SYSTEM });
        let size = 0;
        for await (const piece of file.pieces) size += piece.length;
        expect(size).toBeGreaterThan(file.rows * names.length);
      }
    }
  });
});

describe('an export', () => {
  test('is in the audit log before its first row is out', async () => {
    const filter = { account_id: 'late', capability: 'trace_extraction' };
    const file = await openExport(
      { list: 'exchanges', format: 'parquet', columns: 'id,excerpt', filter },
      { actor: analyst },
    );
    const matching = Math.floor((EXCHANGES + 2) / 3);
    expect(file).toMatchObject({
      rows: matching,
      matching,
      name: expect.stringMatching(/^retort-exchanges-[\d-]+\.parquet$/),
    });
    expect(await latest()).toMatchObject({
      actor_id: analyst.id,
      verb: 'list.export',
      entity: 'account',
      entity_id: 'late',
      after: {
        list: 'exchanges',
        format: 'parquet',
        rows: matching,
        matching,
        filter,
        columns: ['id', 'excerpt'],
      },
    });
    file.close();
  });

  test('says beforehand how many rows it will have', async () => {
    expect(
      await previewExport({ list: 'exchanges', filter: { account_id: 'late' } }, { actor: analyst }),
    ).toMatchObject({
      matching: EXCHANGES,
      cut: false,
      limit: 2_000_000,
    });
  });

  test.each([
    ['a filter that is misspelt', { list: 'accounts', filter: { plam: 'pro' } }, 'invalid'],
    ['a value that the filter does not know', { list: 'campaigns', filter: { status: 'guilty' } }, 'invalid'],
    ['a column that is none', { list: 'accounts', columns: 'id,password' }, 'invalid'],
    ['a format that is none', { list: 'accounts', format: 'xlsx' }, 'invalid'],
    ['a list that is none', { list: 'prompts' }, 'invalid'],
    ['the exchanges of nobody in particular', { list: 'exchanges' }, 'invalid'],
    ['an account that is not there', { list: 'exchanges', filter: { account_id: 'nobody' } }, 'not_found'],
    ['a campaign that is not there', { list: 'members', filter: { campaign_id: 'none' } }, 'not_found'],
    ['a batch that is not there', { list: 'batch-accounts', filter: { batch_id: 'none' } }, 'not_found'],
  ])('refuses %s, and notes nothing', async (_, asked, code) => {
    const before = await latest();
    await expect(openExport(asked as never, { actor: analyst })).rejects.toMatchObject({ code });
    expect(await latest()).toEqual(before);
  });

  test.each([
    ['a viewer', person('viewer')],
    ['a key that only takes records in', key('ingest')],
  ])('is not for %s', async (_, actor) => {
    await expect(openExport({ list: 'accounts' }, { actor })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(previewExport({ list: 'accounts' }, { actor })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

/** How many exports could begin now. */
function places(): number {
  const taken: (() => void)[] = [];
  try {
    for (;;) taken.push(takeSlot());
  } catch {
    return taken.length;
  } finally {
    for (const giveBack of taken) giveBack();
  }
}

const open = (patience?: number) =>
  openExport({ list: 'exchanges', filter: { account_id: 'late' } }, { actor: analyst, patience });

describe('exports in one process', () => {
  test('are few at once; the next is told when to come again', async () => {
    const files = await Promise.all(Array.from({ length: MOST_AT_ONCE }, () => open()));
    await expect(open()).rejects.toMatchObject({ code: 'busy', facts: { retry_after: 15 } });
    for (const file of files) file.close();
    expect(places()).toBe(MOST_AT_ONCE);
  });

  test('that lose the database break off, and are never short files', async () => {
    const file = await open();
    const body = streamOf(file.pieces).getReader();
    await body.read();
    await getPool().query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
    );
    const rest = async () => {
      while (!(await body.read()).done);
    };
    await expect(rest()).rejects.toThrow();
    expect(places()).toBe(MOST_AT_ONCE);
  });

  test('end when the reader goes away, begun or not', async () => {
    const begun = streamOf((await open()).pieces).getReader();
    await begun.read();
    await begun.cancel();
    const never = (await open()).pieces[Symbol.asyncIterator]();
    await never.return?.();
    expect(places()).toBe(MOST_AT_ONCE);
    await vi.waitFor(async () => {
      const { rows } = await getPool().query(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
      );
      expect(rows[0].n).toBe(0);
    });
  });

  test('end when nobody reads on', async () => {
    const file = await open(1);
    const body = file.pieces[Symbol.asyncIterator]();
    await vi.waitFor(() => expect(places()).toBe(MOST_AT_ONCE));
    const rest = async () => {
      while (!(await body.next()).done);
    };
    await expect(rest()).rejects.toThrow();
  });
});
