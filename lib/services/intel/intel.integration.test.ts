import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { Answer } from '@/lib/enforce/attempt';
import type { Message } from '@/lib/enforce/line';
import { hexKey } from '@/lib/export/case/load-indicators';
import { faultsOf } from '@/lib/export/stix/check.fixtures';
import { ACCOUNT_EXTENSION, REQUEST_EXTENSION, SCAFFOLD_TYPE } from '@/lib/export/stix/extensions';
import { ownId } from '@/lib/export/stix/ids';
import { tlpId } from '@/lib/export/stix/markings';
import type { StixObject } from '@/lib/export/stix/object';
import { inlineParser } from '@/lib/ingest/parser';
import * as vocabulary from '@/lib/ingest/stix/vocabulary';
import { TLP_MARKINGS } from '@/lib/model/case-words';
import { countedIds, person, SYSTEM } from '@/lib/services/fixture';
import { sightIndicator } from '@/lib/services/indicator/sight';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { scaffoldKeys } from '@/lib/text/scaffold';
import { acceptIntel } from './accept';
import { addIntelSource } from './add-source';
import { changeIntelSource } from './change-source';
import { listIntelHits } from './list-hits';
import { listIntelIndicators } from './list-indicators';
import { listIntelSources } from './list-sources';
import { matchReceived } from './match';
import { type PollWorld, pollSource } from './poll';
import { readDelivery } from './read-delivery';
import { removeIntelSource } from './remove-source';

const NOW = new Date('2026-10-20T12:00:00.000Z');
const LATER = new Date('2026-10-21T12:00:00.000Z');
const at = (time: Date) => ({ now: () => time });
const PROMPT = 'Grade the following answer by the rubric of the examiner: ';

let db: TestDatabase;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  process.env.RETORT_ORGANIZATION = 'Lab of the South';
  db = await createTestDatabase();
  await ingestTraffic(['a1', 'a2', 'a3'], 10);
  await ingestPlain(40);
});
afterAll(() => db.drop());

const exchange = (account: string, n: number, more: object) => ({
  type: 'exchange',
  id: `${account}-${n}`,
  account_id: account,
  occurred_at: new Date(NOW.getTime() - 86_400_000 + n * 60_000).toISOString(),
  model: 'm-1',
  ...more,
});
async function ingest(records: object[]) {
  const lines = Buffer.from(records.map((record) => JSON.stringify(record)).join('\n'));
  const receipt = await acceptRecords(
    {
      input: (async function* () {
        yield lines;
      })(),
      source: 'test',
    },
    { actor: SYSTEM, now: () => NOW, parser: inlineParser() },
  );
  expect(receipt.rejected).toBe(0);
}
/** Accounts of one operator: its scaffold, its blocks inside 198.51.100.0/22, its TLS client. */
function ingestTraffic(accounts: string[], count: number) {
  return ingest(
    accounts.flatMap((account, i) =>
      Array.from({ length: count }, (_, n) =>
        exchange(account, n, {
          prompt: `${PROMPT}answer ${n} of ${account}`,
          ip: `198.51.10${i}.7`,
          ja4: 'ja4-op',
          asn: 64500,
        }),
      ),
    ),
  );
}
/** Customers who have nothing to do with it, behind one exit. */
function ingestPlain(count: number) {
  return ingest(
    Array.from({ length: count }, (_, i) =>
      exchange(`plain-${i}`, 0, {
        prompt: `What is ${i} times ${i}, and why do people care?`,
        ip: '203.0.113.9',
        asn: 64501,
        ja4: `ja4-${i % 7}`,
      }),
    ),
  );
}

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const MADE = {
  spec_version: '2.1',
  created: '2026-10-01T00:00:00.000Z',
  modified: '2026-10-02T00:00:00.000Z',
};
const AMBER = { object_marking_refs: [tlpId('TLP:AMBER')] };
const indicator = (n: number, pattern: string, more: object = {}) => ({
  type: 'indicator',
  id: `indicator--${uuid(n)}`,
  ...MADE,
  ...AMBER,
  name: `Number ${n}`,
  pattern,
  pattern_type: 'stix',
  valid_from: '2026-10-01T00:00:00Z',
  confidence: 90,
  ...more,
});
const bundle = (...objects: object[]) =>
  new TextEncoder().encode(JSON.stringify({ type: 'bundle', id: `bundle--${uuid(0)}`, objects }));
const handIn = async (source: string, bytes: Uint8Array, now = NOW) => {
  const { id } = await acceptIntel(
    { source, bytes, way: 'command' },
    { actor: person('analyst'), ...at(now) },
  );
  const receipt = await readDelivery(id, () => now);
  if (!receipt) throw new Error('it was not read');
  return receipt;
};
const hitsOf = async (n: number) => {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT a.id FROM intel_hit h JOIN account a ON a.key = h.account_key WHERE h.indicator_id = $1 ORDER BY a.id`,
    [`indicator--${uuid(n)}`],
  );
  return rows.map(({ id }) => id);
};
const one = async (n: number) => {
  const { items } = await listIntelIndicators({ list: 'all', limit: 500 }, { actor: SYSTEM, ...at(NOW) });
  return items.find(({ id }) => id === `indicator--${uuid(n)}`);
};
const anchor = hexKey(scaffoldKeys(`${PROMPT}x`).head as bigint);

test('reads what Retort writes by the same names', () => {
  expect(vocabulary).toMatchObject({ SCAFFOLD_TYPE, REQUEST_EXTENSION, ACCOUNT_EXTENSION });
  expect(TLP_MARKINGS.map((tlp) => vocabulary.TLP_BY_ID.get(tlpId(tlp)))).toEqual([...TLP_MARKINGS]);
});

describe('a bundle that is handed in', () => {
  test('is kept with who shared it, and matched against what came before', async () => {
    const campaign = { type: 'campaign', id: `campaign--${uuid(1)}`, ...MADE, ...AMBER, name: 'Grey Heron' };
    const receipt = await handIn(
      'Lab of the North',
      bundle(
        { type: 'identity', id: `identity--${uuid(1)}`, ...MADE, name: 'Lab of the North' },
        campaign,
        ...[1, 2].map((n) => ({
          type: 'relationship',
          id: `relationship--${uuid(n)}`,
          ...MADE,
          relationship_type: 'indicates',
          source_ref: `indicator--${uuid(n)}`,
          target_ref: campaign.id,
        })),
        indicator(1, `[${SCAFFOLD_TYPE}:anchors[*] = '${anchor}']`, {
          created_by_ref: `identity--${uuid(1)}`,
        }),
        indicator(2, "[ipv4-addr:value ISSUBSET '198.51.100.0/23']"),
        indicator(
          3,
          `[network-traffic:extensions.'${REQUEST_EXTENSION}'.ja4 = 'ja4-op' AND autonomous-system:number = 64501]`,
        ),
        indicator(4, "[url:value = 'https://example.org']"),
        indicator(5, '[autonomous-system:number = 64501]'),
        indicator(6, '[autonomous-system:number = 64500]', { valid_until: '2026-10-19T00:00:00Z' }),
        indicator(7, '[not a pattern'),
      ),
    );
    expect(receipt).toMatchObject({ status: 'done', added: 6, unmatched: 1, rejected: 1, objects: 11 });
    expect(receipt.rejects).toEqual([
      expect.objectContaining({ code: 'pattern', object: `indicator--${uuid(7)}` }),
    ]);

    expect(await matchReceived(() => NOW)).toBe(5);
    expect(await hitsOf(1)).toEqual(['a1', 'a2', 'a3']);
    expect(await hitsOf(2)).toEqual(['a1', 'a2']);
    expect(await hitsOf(3)).toEqual([]);
    expect(await one(1)).toMatchObject({
      state: 'looked_for',
      issuer: 'Lab of the North',
      campaign: 'Grey Heron',
      hits: 3,
      tlp: 'TLP:AMBER',
    });
    expect(await one(4)).toMatchObject({
      state: 'not_matchable',
      unmatched: expect.stringMatching(/nothing that Retort sees/),
    });
    expect(await one(5)).toMatchObject({ state: 'too_common', hits: 40 });
    expect(await one(6)).toMatchObject({ state: 'expired', hits: 0 });
    expect(await matchReceived(() => NOW)).toBe(0);
  });

  test('raises a campaign of accounts that are in none, and an alert', async () => {
    const { rows } = await getPool().query(
      `SELECT c.status, c.score, c.account_count, c.current, a.kind, a.summary, e.signal, e.summary AS evidence
         FROM campaign c JOIN alert a ON a.campaign_id = c.id JOIN campaign_evidence e ON e.campaign_id = c.id`,
    );
    expect(rows).toEqual([
      {
        status: 'suspected',
        score: 0.7,
        account_count: 3,
        current: true,
        kind: 'shared_indicator',
        summary: '3 accounts show what Lab of the North shared of “Grey Heron” (TLP:AMBER)',
        signal: 'reported-elsewhere',
        evidence: '3 accounts show what Lab of the North shared of “Grey Heron” (TLP:AMBER).',
      },
    ]);
  });

  test('is looked for in what comes in from then on', async () => {
    await ingestTraffic(['a4'], 3);
    expect(await matchReceived(() => NOW)).toBe(2);
    expect(await hitsOf(2)).toEqual(['a1', 'a2', 'a4']);
    expect(await hitsOf(1)).toEqual(['a1', 'a2', 'a3', 'a4']);
    const { rows } = await getPool().query(
      "SELECT r.exchanges FROM account_indicator r JOIN indicator i ON i.key = r.indicator_key JOIN account a ON a.key = r.account_key WHERE i.kind = 'prompt_anchor' ORDER BY a.id",
    );
    expect(rows.map(({ exchanges }) => exchanges)).toEqual([10, 10, 10, 3]);
    expect((await getPool().query('SELECT account_count FROM campaign')).rows).toEqual([
      { account_count: 4 },
    ]);
  });

  test('changes nothing when it comes again, and an older version is rejected', async () => {
    expect(
      await handIn('Lab of the North', bundle(indicator(2, "[ipv4-addr:value ISSUBSET '198.51.100.0/23']"))),
    ).toMatchObject({ known: 1, added: 0, changed: 0 });
    const older = await handIn(
      'Lab of the North',
      bundle(indicator(2, '[autonomous-system:number = 1]', { modified: '2026-10-01T12:00:00.000Z' })),
    );
    expect(older).toMatchObject({ known: 0, changed: 0, rejected: 1, rejects: [{ code: 'older' }] });
  });

  test('is replaced by a newer version, and no longer counts when it is taken back', async () => {
    const version = (modified: string, more: object = {}) =>
      handIn(
        'Lab of the North',
        bundle(indicator(2, '[autonomous-system:number = 64999]', { modified, ...more })),
        LATER,
      );
    expect(await version('2026-10-03T00:00:00.000Z')).toMatchObject({ changed: 1 });
    const lookedFor = async (n: number) =>
      (
        await getPool().query('SELECT value FROM shared_indicator WHERE stix_id = $1', [
          `indicator--${uuid(n)}`,
        ])
      ).rows;
    expect(await lookedFor(2)).toEqual([{ value: '64999' }]);
    expect(await version('2026-10-04T00:00:00.000Z', { revoked: true })).toMatchObject({ withdrawn: 1 });
    expect(await lookedFor(2)).toEqual([]);
    expect(await one(2)).toMatchObject({ state: 'withdrawn' });
  });

  test('is refused whole when it is hostile, with the object named', async () => {
    const deep = new TextEncoder().encode(
      `{"type":"bundle","objects":[{"id":"indicator--${uuid(9)}","x":${'['.repeat(50)}`,
    );
    expect(await handIn('Lab of the North', deep)).toMatchObject({
      status: 'refused',
      trouble: `indicator--${uuid(9)}: It is nested deeper than 24 levels.`,
      added: 0,
    });
    const { rows } = await getPool().query(
      'SELECT count(*)::int AS n FROM intel_delivery WHERE body IS NOT NULL',
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('a hit', () => {
  const input = async () => ({ source_id: (await one(1))?.source.id ?? '', id: `indicator--${uuid(1)}` });

  test('is answered with a sighting that names no account', async () => {
    const { items } = await listIntelHits(await input(), { actor: SYSTEM });
    expect(items.map(({ account_id }) => account_id).sort()).toEqual(['a1', 'a2', 'a3', 'a4']);
    const answer = await sightIndicator(
      { ...(await input()), note: 'By its scaffold.' },
      { actor: person('analyst'), ...at(LATER) },
    );
    expect(answer).toMatchObject({ collection: 'amber', accounts: 4, sighted_by: 'Dana Okafor' });
    const { rows } = await getPool().query<{ object: string }>(
      'SELECT object FROM shared_object ORDER BY date_added',
    );
    const objects = rows.map(({ object }) => JSON.parse(object) as StixObject);
    expect(
      faultsOf({ type: 'bundle', id: ownId('bundle', 'x'), objects }).filter(
        (fault) => !fault.includes(`indicator--${uuid(1)}`),
      ),
    ).toEqual([]);
    expect(objects.find(({ type }) => type === 'sighting')).toMatchObject({
      sighting_of_ref: `indicator--${uuid(1)}`,
      count: 4,
      first_seen: '2026-10-19T00:00:00.000Z',
      description: '4 accounts match it here. By its scaffold.',
    });
    expect(JSON.stringify(objects)).not.toMatch(/"a[1-4]"/);
    expect(await one(1)).toMatchObject({ sighted_at: LATER.toISOString(), sighted_by: 'Dana Okafor' });
  });

  test('told again is a newer version of the same', async () => {
    await sightIndicator(await input(), { actor: SYSTEM, ...at(new Date(LATER.getTime() + 1_000)) });
    const { rows } = await getPool().query(
      "SELECT count(*)::int AS n, count(DISTINCT id)::int AS ids FROM shared_object WHERE type = 'sighting'",
    );
    expect(rows).toEqual([{ n: 2, ids: 1 }]);
  });
});

test('a campaign that rests on nothing any more is let go', async () => {
  const back = { modified: '2026-10-05T00:00:00.000Z', revoked: true };
  await handIn(
    'Lab of the North',
    bundle(indicator(1, `[${SCAFFOLD_TYPE}:anchors[*] = '${anchor}']`, back)),
    LATER,
  );
  await matchReceived(() => LATER);
  const { rows } = await getPool().query(
    'SELECT current, log_odds FROM campaign JOIN campaign_evidence ON campaign_id = id',
  );
  expect(rows).toEqual([{ current: false, log_odds: 0 }]);
});

describe('a collection that is polled', () => {
  const COLLECTION = {
    kind: 'taxii',
    name: 'Lab of the West',
    url: 'https://taxii.example.org/api/',
    collection: uuid(8),
    auth: 'bearer',
    secret: 'token-1234',
    every_minutes: 30,
    confidence_cap: 50,
  } as const;
  const page = (objects: object[], more: object = {}, last?: string): Answer => {
    const bytes = Buffer.from(JSON.stringify({ more: false, ...more, objects }));
    return {
      status: 200,
      text: '',
      whole: {
        bytes,
        cut: false,
        headers: {
          'content-type': 'application/taxii+json;version=2.1',
          ...(last ? { 'x-taxii-date-added-last': last } : {}),
        },
      },
    };
  };
  const said: Message[] = [];
  const world = (answers: (Answer | Error)[], time = NOW): PollWorld => ({
    now: () => time,
    random: () => 1,
    open: () => ({
      send: async (message) => {
        said.push(message);
        const answer = answers.shift();
        if (!answer || answer instanceof Error) throw answer ?? new Error('nothing more was expected');
        return answer;
      },
      close: () => {},
    }),
  });
  const source = async () =>
    (await getPool().query("SELECT * FROM intel_source WHERE name = 'Lab of the West'")).rows[0];
  let id: string;

  beforeAll(async () => {
    id = (await addIntelSource(COLLECTION, { actor: person('admin'), ...at(NOW), newId: countedIds('west') }))
      .id;
  });

  test('keeps its secret sealed', async () => {
    const { items } = await listIntelSources({}, { actor: SYSTEM });
    expect(JSON.stringify(items)).not.toContain('token-1234');
    expect((await source()).secret).toMatch(/^sealed:/);
  });

  test('is read page by page, and goes on where it was when it breaks off', async () => {
    const broken = await pollSource(
      id,
      world([
        page([indicator(21, '[autonomous-system:number = 64500]')], { more: true, next: 'n2' }),
        new Error('socket hang up'),
      ]),
    );
    expect(broken).toMatchObject({
      pages: 1,
      added: 1,
      trouble: expect.stringMatching(/could not be reached: socket hang up/),
    });
    expect(await source()).toMatchObject({
      next_page: 'n2',
      added_after: null,
      failures: 1,
      next_poll_at: new Date(NOW.getTime() + 60_000),
    });
    said.length = 0;
    const rest = await pollSource(
      id,
      world([page([indicator(22, '[autonomous-system:number = 64502]')], {}, '2026-10-20T10:00:00.123456Z')]),
    );
    expect(rest).toMatchObject({ pages: 1, added: 1, trouble: null });
    expect(said[0]).toMatchObject({
      url: `https://taxii.example.org/api/collections/${uuid(8)}/objects/?limit=1000&next=n2`,
      headers: { accept: 'application/taxii+json;version=2.1', authorization: 'Bearer token-1234' },
    });
    expect(await source()).toMatchObject({
      next_page: null,
      added_after: '2026-10-20T10:00:00.123456Z',
      failures: 0,
      last_error: null,
      next_poll_at: new Date(NOW.getTime() + 30 * 60_000),
    });
  });

  test('is believed no more than it may be', async () => {
    const { rows } = await getPool().query('SELECT confidence FROM shared_indicator WHERE source = $1', [
      'Lab of the West',
    ]);
    expect(rows).toEqual([{ confidence: 50 }, { confidence: 50 }]);
  });

  test.each<[string, (Answer | Error)[], RegExp]>([
    ['a redirect', [{ status: 302, text: '' }], /redirects are not followed/],
    ['a wrong key', [{ status: 401, text: 'no' }], /Answered 401/],
    [
      'a page of a web site',
      [
        {
          ...page([]),
          whole: { bytes: Buffer.from('<html>'), cut: false, headers: { 'content-type': 'text/html' } },
        },
      ],
      /text\/html, not TAXII/,
    ],
    [
      'a page without end',
      [
        {
          ...page([]),
          whole: { bytes: Buffer.from('{'), cut: true, headers: { 'content-type': 'application/json' } },
        },
      ],
      /larger than/,
    ],
    [
      'no JSON',
      [
        {
          ...page([]),
          whole: {
            bytes: Buffer.from('{"objects":[{"a":1,'),
            cut: false,
            headers: { 'content-type': 'application/json' },
          },
        },
      ],
      /A page was refused: object 1/,
    ],
    ['more without where', [page([], { more: true })], /not where/],
  ])('%s is a failure that is told, and tried again later', async (_, answers, why) => {
    const before = await source();
    const polled = await pollSource(id, world(answers));
    expect(polled?.trouble).toMatch(why);
    expect(await source()).toMatchObject({
      failures: before.failures + 1,
      added_after: before.added_after,
      last_error: polled?.trouble,
    });
  });

  test('waits as long as the server asks, and longer from failure to failure', async () => {
    await pollSource(id, world([{ status: 503, text: '', retryAfterMs: 3_600_000 }]));
    expect((await source()).next_poll_at).toEqual(new Date(NOW.getTime() + 3_600_000));
    await pollSource(id, world([{ status: 500, text: '' }]));
    expect((await source()).next_poll_at).toEqual(new Date(NOW.getTime() + 30 * 60_000));
  });

  test('reads again from the last whole reading when the server forgot the page', async () => {
    await getPool().query("UPDATE intel_source SET next_page = 'old' WHERE id = $1", [id]);
    said.length = 0;
    expect(await pollSource(id, world([{ status: 400, text: 'no such page' }, page([])]))).toMatchObject({
      trouble: null,
    });
    expect(said.map(({ url }) => new URL(url).searchParams.get('next'))).toEqual(['old', null]);
    expect((await source()).failures).toBe(0);
  });

  test('asks for the secret again when the address changes, and starts over', async () => {
    const { version } = await source();
    const { kind: _, name: __, secret: ___, ...fields } = COLLECTION;
    const moved = { ...fields, id, version, url: 'https://elsewhere.example.org/api/' };
    await expect(changeIntelSource(moved, { actor: person('admin') })).rejects.toMatchObject({
      code: 'invalid',
    });
    await changeIntelSource({ ...moved, secret: 'token-5678' }, { actor: person('admin') });
    expect(await source()).toMatchObject({ added_after: null, next_page: null });
  });

  test('no longer counts once it is taken away', async () => {
    const { version } = await source();
    await removeIntelSource({ id, version }, { actor: person('admin') });
    const { rows } = await getPool().query("SELECT 1 FROM shared_indicator WHERE source = 'Lab of the West'");
    expect(rows).toEqual([]);
    expect(await pollSource(id, world([]))).toBeNull();
    expect((await source()).secret).toBeNull();
  });
});
