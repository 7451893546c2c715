import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { inlineParser } from '@/lib/ingest/parser';
import { accountKey, indicatorKey } from '@/lib/model/hash';
import { insertCampaign, SYSTEM } from '@/lib/services/fixture';
import { watchIndicator } from '@/lib/services/indicator/watch';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { lookLive } from './look';

const NOW = new Date('2026-11-22T08:00:00Z');
const AT = '2026-11-22T07:59:57Z';
const now = () => NOW;

let db: TestDatabase;
let sent = 0;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function send(account_id: string, more: object = {}, occurred_at = AT): Promise<void> {
  const record = {
    type: 'exchange',
    id: `e-${++sent}`,
    account_id,
    occurred_at,
    model: 'aster-4',
    prompt: 'Name a river.',
    ...more,
  };
  await acceptRecords(
    { input: Readable.from([Buffer.from(`${JSON.stringify(record)}\n`)]), source: 'test' },
    { actor: SYSTEM, parser: inlineParser(), now },
  );
}

const alerts = async (kind: string) =>
  (
    await getPool().query<{
      campaign_id: string;
      summary: string;
      created_at: Date;
      version: number;
      run_id: string;
      accounts: number;
    }>(
      `SELECT a.campaign_id, a.summary, a.created_at, a.version, c.run_id, c.account_count AS accounts
         FROM alert a JOIN campaign c ON c.id = a.campaign_id WHERE a.kind = $1 ORDER BY a.subject`,
      [kind],
    )
  ).rows;
const nothing = { watched: 0, shared: 0, blocks: 0, alerts: 0, more: false };

describe('a look at what came in', () => {
  test('begins with what comes after it', async () => {
    await send('old-a', { reasoning_issued: ['old'] });
    await send('old-b', { reasoning_refs: ['old'] });
    expect(await lookLive(now)).toEqual(nothing);
    expect(await lookLive(now)).toEqual(nothing);
  });

  test('raises an account that shows a watched value, at once and once, and says the alert anew for the next', async () => {
    await watchIndicator(
      { name: 'device:burner-7', note: 'Sold in a group of resellers.' },
      { actor: SYSTEM, now },
    );
    await send('other', { device_id: 'own' });
    expect((await getPool().query('SELECT * FROM live_news')).rows).toEqual([]);
    await send('buyer-1', { device_id: 'burner-7' });
    expect(await lookLive(now)).toEqual({ ...nothing, watched: 1, alerts: 1 });
    expect(await alerts('watched_value')).toEqual([
      {
        campaign_id: expect.stringMatching(/^cmp_/),
        summary: expect.stringMatching(
          /^one account shows the watched value .* “Sold in a group of resellers\.”$/,
        ),
        created_at: NOW,
        version: 1,
        run_id: 'received',
        accounts: 1,
      },
    ]);
    expect((await getPool().query('SELECT * FROM live_news')).rows).toEqual([]);
    await send('buyer-1', { device_id: 'burner-7' });
    expect(await lookLive(now)).toEqual(nothing);
    await send('buyer-2', { device_id: 'burner-7' });
    expect(await lookLive(now)).toEqual({ ...nothing, watched: 1, alerts: 1 });
    expect(await alerts('watched_value')).toMatchObject([
      { summary: expect.stringMatching(/^2 accounts show /), version: 2, accounts: 2 },
    ]);
  });

  test('tells of it beside the campaign that holds the account', async () => {
    await insertCampaign({ id: 'cmp_known', accounts: ['member'] });
    await send('member', { device_id: 'burner-7' });
    expect(await lookLive(now)).toMatchObject({ watched: 1, alerts: 1 });
    expect(
      (await alerts('watched_value')).map(({ campaign_id, summary }) => [campaign_id, summary.slice(0, 17)]),
    ).toContainEqual(['cmp_known', 'one account shows']);
  });

  test('raises reasoning that another account was given, also after an hour without a worker, and once', async () => {
    await send('giver', { reasoning_issued: ['block-1', 'block-2'] });
    expect(await lookLive(now)).toEqual(nothing);
    // Nobody looks for an hour: what came waits, in two parts.
    await send('taker-1', { reasoning_refs: ['block-1'] });
    await send('taker-2', { reasoning_refs: ['block-2'] });
    await send('giver', { reasoning_refs: ['block-1'] });
    const later = () => new Date(NOW.getTime() + 3_600_000);
    expect(await lookLive(later)).toEqual({ ...nothing, blocks: 2, alerts: 1 });
    const [alert, ...others] = await alerts('reasoning_reuse');
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      accounts: 3,
      run_id: 'received',
      summary: expect.stringContaining('3 accounts have a part in 2 hidden reasoning blocks'),
    });
    expect(await lookLive(later)).toEqual(nothing);
    await send('taker-3', { reasoning_refs: ['block-2'] });
    expect(await lookLive(later)).toMatchObject({ blocks: 1, alerts: 1 });
    expect(await alerts('reasoning_reuse')).toMatchObject([{ accounts: 4, version: 2 }]);
  });

  test('leaves history to detection', async () => {
    await send('long-ago-1', { reasoning_issued: ['past'] }, '2026-11-01T00:00:00Z');
    await send('long-ago-2', { reasoning_refs: ['past'] }, '2026-11-01T00:01:00Z');
    expect(await lookLive(now)).toEqual(nothing);
  });

  test('finds what others shared among the new pairs', async () => {
    const device = indicatorKey('device', 'shared-device');
    await getPool().query(
      `INSERT INTO intel_source (id, kind, name, confidence_cap, created_at) VALUES ('s-1', 'upload', 'Lab of the North', 80, $1)`,
      [NOW],
    );
    await getPool().query(
      `INSERT INTO intel_indicator (source_id, id, created, modified, revoked, pattern, valid_from, valid_until, tlp, ways, received_at, confidence)
       VALUES ('s-1', 'indicator--1', $1, $1, false, '[x:y = 1]', $1, $2, 'TLP:GREEN', 1, $1, 0.8)`,
      [new Date('2026-11-01'), new Date('2027-01-01')],
    );
    await getPool().query(
      `INSERT INTO shared_indicator (indicator_key, source, kind, value, valid_from, valid_until, stix_id, keys, tlp)
       VALUES ($1, 'Lab of the North', 'device', 'shared-device', $2, $3, 'indicator--1', ARRAY[$1::bigint], 'TLP:GREEN')`,
      [device, new Date('2026-11-01'), new Date('2027-01-01')],
    );
    await send('told-of', { device_id: 'shared-device' });
    expect(await lookLive(now)).toMatchObject({ shared: 1 });
    const { rows } = await getPool().query('SELECT account_key FROM intel_hit');
    expect(rows).toEqual([{ account_key: accountKey('told-of') }]);
    expect(await lookLive(now)).toEqual(nothing);
  });
});
