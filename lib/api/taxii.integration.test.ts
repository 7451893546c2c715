import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DELETE, GET, POST, PUT } from '@/app/taxii2/[[...path]]/route';
import { getPool, transaction } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { tlpId } from '@/lib/export/stix/markings';
import type { StixObject } from '@/lib/export/stix/object';
import type { Collection } from '@/lib/model/share-words';
import { dismissCampaign } from '@/lib/services/campaign/dismiss';
import { shareCampaign } from '@/lib/services/campaign/share';
import { unshareCampaign } from '@/lib/services/campaign/unshare';
import { insertCampaign, person, SYSTEM } from '@/lib/services/fixture';
import { addKey } from '@/lib/services/key/add';
import { addPeer } from '@/lib/services/peer/add';
import { changePeer } from '@/lib/services/peer/change';
import { disablePeer } from '@/lib/services/peer/disable';
import { renewPeer } from '@/lib/services/peer/renew';
import { publishObjects } from '@/lib/services/share/publish-objects';
import { dueCampaigns, settleShares } from '@/lib/services/share/settle';

/** A client that holds the server to the standard: it checks every answer that it gets. */

const TYPE = 'application/taxii+json;version=2.1';
const ROOT = 'http://retort.example.org/taxii2/share/';
const METHODS = { GET, POST, PUT, DELETE };

let db: TestDatabase;
const keys = { amber: '', clear: '', own: '' };
let ids: Record<string, string>;

beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
  const as = { actor: SYSTEM };
  keys.amber = (await addPeer({ name: 'Amber Lab', clearance: 'TLP:AMBER' }, as)).key;
  keys.clear = (await addPeer({ name: 'Clear Lab', clearance: 'TLP:CLEAR' }, as)).key;
  keys.own = (await addKey({ name: 'Reader', scopes: ['read'] }, as)).key;
  const { rows } = await getPool().query<{ alias: string; id: string }>(
    'SELECT alias, id FROM shared_collection',
  );
  ids = Object.fromEntries(rows.map(({ alias, id }) => [alias, id]));
  await insertCampaign({ id: 'cmp', status: 'confirmed', accounts: ['a-1', 'a-2', 'a-3'] });
  await insertCampaign({ id: 'cmp-2', status: 'confirmed', accounts: ['a-4', 'a-5'] });
});
afterAll(() => db.drop());

async function ask(
  path: string,
  {
    key = keys.amber,
    method = 'GET',
    headers = {},
  }: { key?: string; method?: keyof typeof METHODS; headers?: Record<string, string> } = {},
): Promise<Response> {
  const url = new URL(path, ROOT);
  const segments = url.pathname.split('/').slice(2).filter(Boolean).map(decodeURIComponent);
  const request = new Request(url, {
    method,
    headers: { accept: TYPE, ...(key ? { authorization: `Bearer ${key}` } : {}), ...headers },
  });
  const response = await METHODS[method](request, { params: Promise.resolve({ path: segments }) });
  expect(response.headers.get('content-type')).toBe(TYPE);
  return response;
}

async function refused(response: Response): Promise<{ status: number; title: string }> {
  const message = (await response.json()) as Record<string, unknown>;
  expect(message).toMatchObject({ title: expect.any(String), http_status: String(response.status) });
  return { status: response.status, title: String(message.title) };
}

interface Envelope<T> {
  more: boolean;
  next?: string;
  objects?: T[];
  versions?: string[];
}

/** One page, checked. */
async function page<T>(
  path: string,
  key?: string,
): Promise<Envelope<T> & { first: string | null; last: string | null }> {
  const response = await ask(path, { key });
  expect(response.status).toBe(200);
  const envelope = (await response.json()) as Envelope<T>;
  expect(envelope).not.toHaveProperty('type');
  const list = envelope.objects ?? envelope.versions;
  expect(list?.length).not.toBe(0);
  expect(envelope.more).toBe(envelope.next !== undefined);
  const first = response.headers.get('x-taxii-date-added-first');
  const last = response.headers.get('x-taxii-date-added-last');
  if (list) {
    expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(String(last) >= String(first)).toBe(true);
  } else expect([first, last]).toEqual([null, null]);
  return { ...envelope, first, last };
}

/** Every page from one on, by the cursors of the server. */
async function pages<T>(
  path: string,
  key?: string,
): Promise<{ items: T[]; last: string | null; count: number }> {
  const items: T[] = [];
  let last: string | null = null;
  let count = 0;
  for (let at = path; ; ) {
    const one = await page<T>(at, key);
    items.push(...(one.objects ?? []));
    count++;
    if (last !== null && one.first !== null) expect(one.first > last).toBe(true);
    last = one.last ?? last;
    if (one.next === undefined) return { items, last, count };
    const url = new URL(path, ROOT);
    url.searchParams.set('next', one.next);
    at = url.href;
  }
}

const objectsOf = (alias: Collection, query = '') => `collections/${ids[alias]}/objects/${query}`;
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const T1 = '2026-11-01T00:00:00.000Z';
const note = (n: number, more: object = {}): StixObject => ({
  type: 'note',
  spec_version: '2.1',
  id: `note--${uuid(n)}`,
  created: T1,
  modified: T1,
  content: `note ${n}`,
  object_refs: [`campaign--${uuid(n)}`],
  object_marking_refs: [tlpId('TLP:CLEAR')],
  ...more,
});
const publish = (collection: Collection, objects: StixObject[], owner = 'sighting:test') =>
  transaction((tx) => publishObjects(tx, { collection, objects, owner, now: new Date() }));

describe('who asks', () => {
  test('without a key is told by which schemes one may come', async () => {
    for (const headers of <Record<string, string>[]>[
      {},
      { authorization: 'Bearer rtk_nothing' },
      { authorization: 'Basic bm90aGluZw==' },
    ]) {
      const response = await ask('', { key: '', headers });
      expect(await refused(response)).toMatchObject({ status: 401 });
      expect(response.headers.get('www-authenticate')).toMatch(/Basic realm=.*Bearer realm=/);
    }
  });

  test('may come by HTTP basic, with the name of the peer and its key', async () => {
    const basic = (name: string, secret: string) => ({
      authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
    });
    expect((await ask('', { key: '', headers: basic('Amber Lab', keys.amber) })).status).toBe(200);
    expect((await ask('', { key: '', headers: basic('Reader', keys.own) })).status).toBe(200);
    expect((await ask('', { key: '', headers: basic('Clear Lab', keys.amber) })).status).toBe(401);
    expect((await ask('', { key: '', headers: basic('Amber Lab', 'rtk_wrong') })).status).toBe(401);
  });

  test('gets what it may read and no more, and what it may not see is not there', async () => {
    const aliases = async (key: string) =>
      (
        (await (await ask('collections/', { key })).json()) as {
          collections: { alias: string; can_read: boolean; can_write: boolean }[];
        }
      ).collections;
    expect((await aliases(keys.clear)).map(({ alias }) => alias)).toEqual(['clear']);
    expect((await aliases(keys.amber)).map(({ alias }) => alias)).toEqual(['clear', 'green', 'amber']);
    const all = await aliases(keys.own);
    expect(all.map(({ alias }) => alias)).toEqual(['clear', 'green', 'amber', 'amber-strict']);
    expect(all.every(({ can_read, can_write }) => can_read && !can_write)).toBe(true);
    for (const part of [
      '',
      'objects/',
      'manifest/',
      `objects/note--${uuid(1)}/`,
      `objects/note--${uuid(1)}/versions/`,
    ]) {
      const path = `collections/${ids['amber-strict']}/${part}`;
      expect(await refused(await ask(path)), part).toMatchObject({ status: 404 });
    }
  });

  test('reads nothing once disabled, by an old key, or at a lower clearance', async () => {
    const as = { actor: person('admin') };
    const made = await addPeer({ name: 'Changing Lab', clearance: 'TLP:GREEN' }, as);
    const green = (key: string) => ask(`collections/${ids.green}/`, { key });
    expect((await green(made.key)).status).toBe(200);
    const changed = await changePeer({ ...made, clearance: 'TLP:CLEAR' }, as);
    expect((await green(made.key)).status).toBe(404);
    const renewed = await renewPeer({ id: made.id, version: changed.version }, as);
    expect((await green(made.key)).status).toBe(401);
    expect((await ask('', { key: renewed.key })).status).toBe(200);
    await disablePeer({ id: made.id, version: renewed.version }, as);
    expect((await ask('', { key: renewed.key })).status).toBe(401);
  });
});

describe('the server', () => {
  test('says where things are', async () => {
    const discovery = await (await ask('/taxii2/')).json();
    expect(discovery).toMatchObject({ title: expect.any(String), default: ROOT, api_roots: [ROOT] });
    const root = await (await ask('')).json();
    expect(root).toMatchObject({
      title: expect.any(String),
      versions: [TYPE],
      max_content_length: expect.any(Number),
    });
    const collection = await (await ask(`collections/${ids.clear}/`)).json();
    expect(collection).toMatchObject({
      id: ids.clear,
      title: 'TLP:CLEAR',
      media_types: ['application/stix+json;version=2.1'],
    });
  });

  test.each([
    '/taxii2/other/',
    'x/',
    `status/${uuid(1)}/`,
    `collections/${uuid(9)}/`,
    `collections/${uuid(9)}/objects/`,
  ])('answers 404 for %s', async (path) => {
    expect(await refused(await ask(path))).toMatchObject({ status: 404 });
  });

  test.each(['application/json', 'application/taxii+json;version=2.0', 'text/html'])(
    'answers 406 to whoever accepts only %s',
    async (accept) => {
      expect(await refused(await ask('', { headers: { accept } }))).toMatchObject({ status: 406 });
    },
  );

  test('takes nothing in', async () => {
    const as = (method: 'POST' | 'PUT' | 'DELETE', path: string) => ask(path, { method });
    expect(await refused(await as('POST', objectsOf('clear')))).toMatchObject({ status: 403 });
    expect(await refused(await as('DELETE', `${objectsOf('clear')}note--${uuid(1)}/`))).toMatchObject({
      status: 403,
    });
    expect(await refused(await as('POST', objectsOf('amber-strict')))).toMatchObject({ status: 404 });
    const put = await as('PUT', objectsOf('clear'));
    expect(await refused(put)).toMatchObject({ status: 405 });
    expect(put.headers.get('allow')).toBe('GET, HEAD');
  });

  test.each(['limit=0', 'added_after=now', 'match[version]=x', 'next=x', 'limit=1&limit=2'])(
    'answers 400 to %s',
    async (query) => {
      expect(await refused(await ask(objectsOf('clear', `?${query}`)))).toMatchObject({ status: 400 });
    },
  );

  test('gives an empty envelope where there is nothing', async () => {
    expect(await page(objectsOf('green'))).toMatchObject({ more: false, first: null });
    expect(await page(objectsOf('green'))).not.toHaveProperty('objects');
  });
});

describe('versions', () => {
  const CHANGED = '2026-11-02T00:00:00.000Z';
  const one = `note--${uuid(1)}`;
  beforeAll(async () => {
    await publish('clear', [note(1), note(2), note(3)]);
    await publish('clear', [note(1, { content: 'changed', modified: CHANGED })]);
  });
  const contents = async (query: string) =>
    (await page<{ content: string }>(objectsOf('clear', query))).objects?.map(({ content }) => content);

  test.each([
    ['', ['note 2', 'note 3', 'changed']],
    ['?match[version]=last', ['note 2', 'note 3', 'changed']],
    ['?match[version]=first', ['note 1', 'note 2', 'note 3']],
    ['?match[version]=all', ['note 1', 'note 2', 'note 3', 'changed']],
    [`?match[version]=${T1}`, ['note 1', 'note 2', 'note 3']],
    [`?match[version]=first,last&match[id]=${one}`, ['note 1', 'changed']],
    [`?match[id]=${one},note--${uuid(3)}`, ['note 3', 'changed']],
    ['?match[type]=note&limit=1', ['note 2']],
    ['?match[type]=indicator', undefined],
    ['?match[spec_version]=2.0', undefined],
    ['?match[spec_version]=2.0,2.1&limit=2', ['note 2', 'note 3']],
  ])('%s', async (query, expected) => {
    expect(await contents(query)).toEqual(expected);
  });

  test('of one object, its list of versions and its manifest agree', async () => {
    const object = await page<StixObject>(`${objectsOf('clear')}${one}/`);
    expect(object.objects).toEqual([note(1, { content: 'changed', modified: CHANGED })]);
    const versions = await page(`${objectsOf('clear')}${one}/versions/`);
    expect(versions.versions).toEqual([T1, CHANGED]);
    const manifest = await page<{ id: string; date_added: string; version: string; media_type: string }>(
      `collections/${ids.clear}/manifest/?match[id]=${one}&match[version]=all`,
    );
    expect(manifest.objects?.map(({ version }) => version)).toEqual([T1, CHANGED]);
    expect(manifest.objects?.map(({ date_added }) => date_added)).toEqual([manifest.first, manifest.last]);
    const halves = await pages<{ version: string }>(
      `collections/${ids.clear}/manifest/?match[version]=all&limit=1`,
    );
    expect(halves).toMatchObject({ count: 4, items: [{ version: T1 }, {}, {}, { version: CHANGED }] });
  });

  test('of what is not there are not found', async () => {
    for (const path of [`note--${uuid(99)}/`, `note--${uuid(99)}/versions/`, 'x/'])
      expect(await refused(await ask(objectsOf('clear') + path))).toMatchObject({ status: 404 });
  });
});

test('whoever pages while others publish gets every object once, and what came later by added_after', async () => {
  const at = (n: number) => note(1_000 + n, { object_marking_refs: [tlpId('TLP:GREEN')] });
  const batch = (from: number) =>
    publish(
      'green',
      Array.from({ length: 20 }, (_, i) => at(from + i)),
    );
  await batch(0);
  // Publishers come while the reader is on its way, several at once.
  const seen: string[] = [];
  const publishing: Promise<unknown>[] = [];
  let last: string | null = null;
  let next: string | undefined;
  for (let turn = 0; turn < 12; turn++) {
    if (turn < 6) publishing.push(batch(20 + turn * 40), batch(40 + turn * 40));
    const query: string =
      next === undefined ? (last === null ? '' : `&added_after=${last}`) : `&next=${next}`;
    const one: Awaited<ReturnType<typeof page<StixObject>>> = await page<StixObject>(
      objectsOf('green', `?limit=7${query}`),
    );
    seen.push(...(one.objects ?? []).map(({ id }) => id));
    last = one.last ?? last;
    next = one.next;
  }
  await Promise.all(publishing);
  const rest = await pages<StixObject>(objectsOf('green', `?limit=50&added_after=${last}`));
  seen.push(...rest.items.map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe(260);
});

describe('a campaign', () => {
  const lead = { actor: person('lead') };
  const reason = 'Two other labs see the same scaffold.';
  const amber = (query = '') => pages<StixObject>(objectsOf('amber', query));
  const ofCampaign = (objects: StixObject[]) => objects.filter(({ type }) => type === 'campaign');

  test('goes out only by a decision, and then to those who may read the marking', async () => {
    expect((await amber()).items).toEqual([]);
    await shareCampaign({ id: 'cmp', tlp: 'TLP:AMBER', reason }, lead);
    expect((await amber()).items).toEqual([]);
    expect(await settleShares('cmp')).toEqual({ published: 1, withdrawn: 0 });
    const { items } = await amber('?limit=5');
    expect(ofCampaign(items)).toMatchObject([{ name: 'A harvest of coding' }]);
    expect(items.filter(({ type }) => type === 'user-account')).toHaveLength(3);
    expect(JSON.stringify(items)).not.toMatch(/"a-[123]"/);
    expect((await page(objectsOf('clear', '?match[type]=campaign'))).objects).toBeUndefined();
  });

  test('shared again as it was says nothing new', async () => {
    const { last } = await amber();
    await shareCampaign({ id: 'cmp', tlp: 'TLP:AMBER', reason }, lead);
    await settleShares('cmp');
    expect((await amber(`?added_after=${last}`)).items).toEqual([]);
  });

  test('that changed comes as new versions of the same objects', async () => {
    const { items: before, last } = await amber();
    await getPool().query(
      "UPDATE campaign SET title = 'A larger harvest', last_seen = last_seen + interval '1 day' WHERE id = 'cmp'",
    );
    await shareCampaign({ id: 'cmp', tlp: 'TLP:AMBER', reason }, lead);
    await settleShares('cmp');
    const { items } = await amber(`?added_after=${last}`);
    const [was] = ofCampaign(before);
    expect(ofCampaign(items)).toMatchObject([
      { id: was?.id, name: 'A larger harvest', created: was?.created },
    ]);
    expect(String(ofCampaign(items)[0]?.modified) > String(was?.modified)).toBe(true);
  });

  test('that is taken back is revoked with all that was said of it, and comes back under other ids', async () => {
    const { items: before } = await amber();
    await unshareCampaign({ id: 'cmp', tlp: 'TLP:AMBER', reason: 'It was too early.' }, lead);
    expect(await settleShares('cmp')).toEqual({ published: 0, withdrawn: 1 });
    const { items } = await amber();
    expect(items.length).toBe(before.length);
    const said = items.filter(({ type }) =>
      ['campaign', 'report', 'note', 'relationship', 'observed-data', 'indicator'].includes(type),
    );
    expect(said.length).toBeGreaterThan(3);
    expect(said.every(({ revoked }) => revoked === true)).toBe(true);
    expect(items.filter(({ type, revoked }) => type === 'identity' && revoked)).toEqual([]);

    await shareCampaign({ id: 'cmp', tlp: 'TLP:AMBER', reason }, lead);
    await settleShares('cmp');
    const again = ofCampaign((await amber()).items);
    expect(again).toHaveLength(2);
    expect(again.map(({ revoked }) => revoked ?? false).sort()).toEqual([false, true]);
    const [stands] = again.filter(({ revoked }) => !revoked);
    const report = (await amber()).items.find(({ type, revoked }) => type === 'report' && !revoked);
    expect(report?.object_refs).toContain(stands?.id);
  });

  test('that is dismissed is revoked by itself, also when the decision and the worker meet', async () => {
    await shareCampaign({ id: 'cmp-2', tlp: 'TLP:CLEAR', reason }, lead);
    await settleShares('cmp-2');
    const open = async () =>
      (await pages<StixObject>(objectsOf('clear', '?match[type]=campaign'), keys.clear)).items;
    expect(await open()).toMatchObject([{ type: 'campaign' }]);
    await shareCampaign({ id: 'cmp-2', tlp: 'TLP:CLEAR', reason }, lead);
    await dismissCampaign(
      { id: 'cmp-2', version: 1, reason: 'A class.', outcome: 'not_harvesting' },
      { actor: person('analyst') },
    );
    expect(await dueCampaigns()).toEqual(['cmp-2']);
    expect(await settleShares('cmp-2')).toEqual({ published: 0, withdrawn: 1 });
    expect(await open()).toMatchObject([{ revoked: true }]);
    expect(await dueCampaigns()).toEqual([]);
    await expect(shareCampaign({ id: 'cmp-2', tlp: 'TLP:CLEAR', reason }, lead)).rejects.toMatchObject({
      code: 'precondition',
    });
  });
});

describe('a block list', () => {
  const feed = async (name: string, key: string, headers: Record<string, string> = {}) => {
    const { GET: get } = await import('@/app/api/v1/feeds/[name]/route');
    const request = new Request(`http://retort.example.org/api/v1/feeds/${name}`, {
      headers: { authorization: `Bearer ${key}`, ...headers },
    });
    return get(request, { params: Promise.resolve({ name }) });
  };
  const lines = async (name: string, key: string) =>
    (await (await feed(name, key)).text()).split('\n').filter((line) => line && !line.startsWith('#'));

  beforeAll(async () => {
    await insertCampaign({ id: 'cmp-3', status: 'confirmed', accounts: ['a-6'] });
    await insertCampaign({ id: 'cmp-4', status: 'suspected', accounts: ['a-7'] });
    await getPool().query("UPDATE campaign SET last_seen = now() WHERE id IN ('cmp-3', 'cmp-4')");
    const links = ['198.51.100.0/24', '203.0.113.0/24', '192.0.2.0/24'];
    for (const [at, id] of ['cmp-3', 'cmp-4'].entries()) {
      await getPool().query(
        `INSERT INTO campaign_links SELECT (jsonb_populate_record(NULL::campaign_links, to_jsonb(l) || jsonb_build_object('campaign_id', $1::text))).*
           FROM campaign_links l WHERE campaign_id = 'cmp'`,
        [id],
      );
      await getPool().query(
        `INSERT INTO campaign_link (campaign_id, position, kind, value, key, accounts, outside, log_odds, hub, members)
         SELECT $1, n, 'address_block', $2, n, 9, 1, CASE n WHEN 2 THEN -1 ELSE 3 END, n = 1, '' FROM (VALUES ($3::int)) AS v (n)`,
        [id, links[0]?.replace('100', `10${at}`), 0],
      );
      await getPool().query(
        `INSERT INTO campaign_link (campaign_id, position, kind, value, key, accounts, outside, log_odds, hub, members)
         VALUES ($1, 1, 'address_block', $2, 1, 9, 9000, 1, true, ''), ($1, 2, 'address_block', $3, 2, 9, 1, -1, false, '')`,
        [id, links[1], links[2]],
      );
    }
  });

  test('holds what tells members of confirmed campaigns from others, and nothing else', async () => {
    expect(await lines('networks', keys.own)).toEqual(['198.51.100.0/24']);
    expect(await lines('addresses', keys.own)).toHaveLength(256);
    expect(await lines('suricata', keys.own)).toEqual(['198.51.100.0/24,1,103']);
    expect(await lines('suricata-categories', keys.own)).toHaveLength(1);
  });

  test('holds for a peer what was shared with it, until it is taken back', async () => {
    const lead = { actor: person('lead') };
    expect(await lines('networks', keys.amber)).toEqual([]);
    await shareCampaign({ id: 'cmp-3', tlp: 'TLP:AMBER', reason: 'They are hit as well.' }, lead);
    await settleShares('cmp-3');
    expect(await lines('networks', keys.amber)).toEqual(['198.51.100.0/24']);
    expect(await lines('networks', keys.clear)).toEqual([]);
    await unshareCampaign({ id: 'cmp-3', tlp: 'TLP:AMBER', reason: 'It was too early.' }, lead);
    await settleShares('cmp-3');
    expect(await lines('networks', keys.amber)).toEqual([]);
  });

  test('is not sent again to whoever has it as it stands', async () => {
    const response = await feed('networks', keys.own);
    const tag = response.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*'])
      expect((await feed('networks', keys.own, { 'if-none-match': held })).status).toBe(304);
    expect((await feed('networks', keys.own, { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await feed('nothing', keys.own)).status).toBe(422);
  });
});
