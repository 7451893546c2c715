import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { getAuth } from '@/lib/auth/auth';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { KEY_SCOPES, may } from '@/lib/model/access';
import { banAccount } from '@/lib/services/account/ban';
import { applyBatch } from '@/lib/services/batch/apply';
import { failNext } from '@/lib/services/batch/fail';
import { frozenDraft, insertCrowd, submitted } from '@/lib/services/batch/fixture';
import { pauseBatch } from '@/lib/services/batch/pause';
import { confirmCampaign } from '@/lib/services/campaign/confirm';
import { dismissCampaign } from '@/lib/services/campaign/dismiss';
import { excludeAccounts } from '@/lib/services/campaign/exclude-many';
import { requestCase } from '@/lib/services/case/request';
import { requestBacktest } from '@/lib/services/detector/request-backtest';
import { saveDraft } from '@/lib/services/detector/save-draft';
import { toShadow } from '@/lib/services/detector/to-shadow';
import { insertAccount, insertCampaign, person, SYSTEM } from '@/lib/services/fixture';
import { arrangeIntel, SHARED_INDICATOR } from '@/lib/services/intel/fixture';
import { addKey } from '@/lib/services/key/add';
import { addTarget } from '@/lib/services/target/add';
import { addUser } from '@/lib/services/user/add';
import type { Operation } from './operation';
import { OPERATIONS } from './operations';
import { problem } from './problem';

type Route = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;
const routes = import.meta.glob<Record<string, Route>>('/app/**/route.ts');
const HOST = 'retort.example.org';

let db: TestDatabase;
const secrets = new Map<string, string>();
let adminCookie = '';
let someKey = '';
let enforceKey = '';
let deadOrder = '';
let manyAccounts: string[] = [];

beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
  for (const scope of KEY_SCOPES) {
    const { id, key } = await addKey({ name: scope, scopes: [scope] }, { actor: SYSTEM });
    secrets.set(scope, key);
    someKey = id;
    if (scope === 'enforce') enforceKey = id;
  }
  manyAccounts = Array.from({ length: 7 }, (_, i) => `camp-acct ${i}/ü`);
  await insertCampaign({ id: 'camp', accounts: manyAccounts });
  await insertCampaign({ id: 'camp2', score: 0.4, accounts: ['solo'] });
  await insertCampaign({ id: 'camp3', status: 'dismissed', score: 0.2 });
  await insertCampaign({ id: 'camp4', score: 0.1, accounts: ['solo'] });
  await insertAccount('to-ban');
  await insertAccount('to-reinstate', 'banned');
  await addTarget(
    { id: 'hook', kind: 'webhook', name: 'Hook', url: 'https://hooks.example.org/' },
    { actor: SYSTEM },
  );
  await addTarget({ id: 'fetched', kind: 'pull', name: 'Fetched' }, { actor: SYSTEM });
  await insertAccount('ordered');
  const ban = await banAccount(
    { id: 'ordered', version: 1, reason: 'Harvests.' },
    { actor: person('analyst') },
  );
  deadOrder = ban.order_id;
  await getPool().query("UPDATE enforcement_order SET status = 'dead', last_error = 'Answered 404'");
  await getPool().query(
    "UPDATE order_delivery SET status = 'dead', settled_at = now() WHERE target_id = 'hook'",
  );
  await insertCrowd('crowd', 3);
  await getPool().query("UPDATE campaign SET score = 0.05, status = 'suspected' WHERE id = 'crowd'");
  await requestCase({ id: 'camp' }, { actor: SYSTEM, newId: () => 'case' });
  await arrangeIntel('solo');
  await getPool().query(
    `INSERT INTO inbox_reject (inbox_id, line, ordinal, source, rejected_at, code, message, raw)
     VALUES (1, 1, 0, 'litellm', now(), 'json', 'x', '{}')`,
  );
  const admin = await addUser({ email: 'ada@example.org', role: 'admin' }, { actor: SYSTEM });
  const signedIn = await getAuth().handler(
    new Request(`http://${HOST}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: HOST },
      body: JSON.stringify({ email: admin.email, password: admin.password }),
    }),
  );
  adminCookie = signedIn.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
});
afterAll(() => db.drop());

interface Sent {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  as?: string;
}

/** Calls the route of an operation as Next would. `as`: a scope, `admin` for a session, `nobody`. */
async function call(
  operation: Pick<Operation, 'method' | 'path'>,
  { path = {}, query = {}, body, as = 'read' }: Sent = {},
) {
  const file = `/app${operation.path.replace(/\{(\w+)\}/g, '[$1]')}/route.ts`;
  const load = routes[file];
  if (!load) throw new Error(`no route ${file}`);
  const handler = (await load())[operation.method.toUpperCase()];
  if (!handler) throw new Error(`${file} has no ${operation.method}`);
  const address = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? ''));
  const headers: Record<string, string> = { host: HOST };
  if (as === 'admin') Object.assign(headers, { cookie: adminCookie, 'sec-fetch-site': 'same-origin' });
  else if (as !== 'nobody') headers.authorization = `Bearer ${secrets.get(as)}`;
  const request = new Request(`http://${HOST}${address}?${new URLSearchParams(query)}`, {
    method: operation.method.toUpperCase(),
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve(path) });
}

const reason = 'One card, one clock.';
/** One good call of every operation, in an order in which each can succeed. */
const GOOD: Record<string, Sent> = {
  'get /api/v1/campaigns': {},
  'get /api/v1/campaigns/{id}': { path: { id: 'camp' } },
  'get /api/v1/campaigns/{id}/accounts': { path: { id: 'camp' }, query: { limit: '3' } },
  'post /api/v1/campaigns/{id}/confirm': {
    path: { id: 'camp' },
    body: { version: 1, reason },
    as: 'enforce',
  },
  'post /api/v1/campaigns/{id}/dismiss': {
    path: { id: 'camp2' },
    body: { version: 1, reason, outcome: 'authorized' },
    as: 'enforce',
  },
  'post /api/v1/campaigns/{id}/accounts/{account_id}/exclude': {
    path: { id: 'camp4', account_id: 'solo' },
    body: { version: 1, reason },
    as: 'enforce',
  },
  'post /api/v1/campaigns/{id}/accounts/{account_id}/include': {
    path: { id: 'camp4', account_id: 'solo' },
    body: { version: 2, reason },
    as: 'enforce',
  },
  'post /api/v1/campaigns/{id}/accounts/exclude': { as: 'enforce' },
  'post /api/v1/campaigns/{id}/accounts/include': { as: 'enforce' },
  'post /api/v1/campaigns/{id}/merge': { as: 'enforce' },
  'post /api/v1/campaigns/{id}/split': { as: 'enforce' },
  'post /api/v1/campaigns/{id}/reopen': { as: 'enforce' },
  'post /api/v1/campaigns/{id}/undo': { as: 'enforce' },
  'post /api/v1/campaigns/{id}/case-files': {
    path: { id: 'camp' },
    body: { level: 'partner' },
    as: 'enforce',
  },
  'get /api/v1/campaigns/{id}/case-files': { path: { id: 'camp' } },
  'get /api/v1/case-files/{id}': { path: { id: 'case' } },
  'get /api/v1/accounts': {},
  'get /api/v1/accounts/{id}': { path: { id: 'camp-acct 3/ü' } },
  'post /api/v1/accounts/{id}/ban': { path: { id: 'to-ban' }, body: { version: 1, reason }, as: 'enforce' },
  'post /api/v1/accounts/{id}/reinstate': {
    path: { id: 'to-reinstate' },
    body: { version: 1, reason },
    as: 'enforce',
  },
  'get /api/v1/batches': {},
  'post /api/v1/batches': { body: { scope: { campaign_id: 'crowd' } }, as: 'enforce' },
  'get /api/v1/batches/{id}': {},
  'get /api/v1/batches/{id}/accounts': {},
  'post /api/v1/batches/{id}/plan': { body: { kind: 'ban' }, as: 'enforce' },
  'post /api/v1/batches/{id}/submit': {
    body: { version: 1, kind: 'ban', reason, policy: 'distillation', typed: 'ban 3 accounts' },
    as: 'enforce',
  },
  'post /api/v1/batches/{id}/pause': { body: { version: 2 }, as: 'enforce' },
  'post /api/v1/batches/{id}/resume': { body: { version: 3 }, as: 'enforce' },
  'post /api/v1/batches/{id}/cancel': { body: { version: 2 }, as: 'enforce' },
  'post /api/v1/batches/{id}/retry': { body: { version: 2 }, as: 'enforce' },
  'post /api/v1/batches/{id}/reverse': { body: { version: 2, reason }, as: 'enforce' },
  'get /api/v1/alerts': {},
  'get /api/v1/orders': { query: { status: 'dead' } },
  'get /api/v1/sources': {},
  'get /api/v1/sources/{name}/rejects': { path: { name: 'litellm' } },
  'post /api/v1/sources/{name}/retry': { path: { name: 'litellm' }, body: {}, as: 'admin' },
  'put /api/v1/stripe': {
    body: { secret: 'whsec_0123456789abcdef', account_key: 'account_id', version: 0 },
    as: 'admin',
  },
  'get /api/v1/stripe': {},
  'get /api/v1/keys': { as: 'admin' },
  'post /api/v1/keys': { body: { name: 'Gateway', scopes: ['ingest'] }, as: 'admin' },
  'delete /api/v1/keys/{id}': { path: { id: '' }, as: 'admin' },
  'post /api/v1/orders/{id}/ack': { path: { id: '' }, as: 'orders' },
  'post /api/v1/orders/ack': { as: 'orders' },
  'post /api/v1/targets/{id}/replay': { path: { id: 'hook' }, as: 'admin' },
  'post /api/v1/orders/{id}/retry': { path: { id: '' }, as: 'enforce' },
  'get /api/v1/targets': { as: 'admin' },
  'post /api/v1/targets': {
    body: { kind: 'webhook', name: 'Gateway', url: 'https://hooks.example.org/' },
    as: 'admin',
  },
  'put /api/v1/targets/{id}': {
    path: { id: 'hook' },
    body: { version: 1, name: 'Hook', url: 'https://hooks.example.org/new' },
    as: 'admin',
  },
  'post /api/v1/targets/{id}/pause': { path: { id: 'hook' }, body: { version: 2 }, as: 'admin' },
  'post /api/v1/targets/{id}/resume': { path: { id: 'hook' }, body: { version: 3 }, as: 'admin' },
  'post /api/v1/targets/{id}/test': { path: { id: 'hook' }, as: 'admin' },
  'get /api/v1/targets/{id}/deliveries': { path: { id: 'hook' }, as: 'admin' },
  'delete /api/v1/targets/{id}': { path: { id: 'hook' }, body: { version: 4 }, as: 'admin' },
  'get /api/v1/intel/sources': {},
  'post /api/v1/intel/sources': {
    body: { kind: 'taxii', name: 'East', url: 'https://taxii.example.org/', collection: 'c' },
    as: 'admin',
  },
  'put /api/v1/intel/sources/{id}': {
    path: { id: 'west' },
    body: { version: 1, url: 'https://taxii.example.org/', collection: 'd' },
    as: 'admin',
  },
  'post /api/v1/intel/sources/{id}/pause': { path: { id: 'west' }, body: { version: 2 }, as: 'admin' },
  'post /api/v1/intel/sources/{id}/resume': { path: { id: 'west' }, body: { version: 3 }, as: 'admin' },
  'post /api/v1/intel/sources/{id}/poll': { path: { id: 'west' }, as: 'admin' },
  'get /api/v1/intel/bundles': {},
  'get /api/v1/intel/bundles/{id}': { path: { id: 'bundle-1' }, as: 'ingest' },
  'get /api/v1/intel/indicators': {},
  'get /api/v1/intel/hits': { query: { source_id: 'west', id: SHARED_INDICATOR } },
  'post /api/v1/intel/sightings': {
    body: { source_id: 'west', id: SHARED_INDICATOR },
    as: 'enforce',
  },
  'delete /api/v1/intel/sources/{id}': { path: { id: 'west' }, body: { version: 4 }, as: 'admin' },
  'get /api/v1/detectors': {},
  'post /api/v1/detectors': { body: { config: { weights: { ramp: 0.5 }, thresholds: {} } }, as: 'admin' },
  'get /api/v1/detectors/signals': {},
  'get /api/v1/detectors/{id}': {},
  'post /api/v1/detectors/{id}/shadow': { body: { version: 1 }, as: 'admin' },
  'post /api/v1/detectors/{id}/live': { body: { version: 2, reason }, as: 'admin' },
  'post /api/v1/detectors/{id}/discard': { body: { version: 1 }, as: 'admin' },
  'post /api/v1/detectors/{id}/back-tests': { body: { version: 1 }, as: 'admin' },
  'post /api/v1/detectors/{id}/back-tests/cancel': { body: {}, as: 'admin' },
  'get /api/v1/releases': {},
  'put /api/v1/releases': { body: { model: 'aster-9', released_at: '2026-09-01T00:00:00Z' }, as: 'admin' },
  'delete /api/v1/releases': { body: { model: 'aster-9' }, as: 'admin' },
  'get /api/v1/demo': { as: 'admin' },
  'post /api/v1/demo/load': { body: {}, as: 'admin' },
  'post /api/v1/demo/removal': { body: { word: 'remove', reason }, as: 'admin' },
  'get /api/v1/audit': {},
  'get /api/v1/audit/verify': {},
  'get /api/v1/exports': {},
};
/** A batch of the key for enforcement in the state that the last part of a path wants, about accounts that can be banned. */
async function batchFor(part: string): Promise<string> {
  await getPool().query("UPDATE account SET status = 'active' WHERE id LIKE 'crowd-%'");
  const asking = { kind: 'key', id: enforceKey, name: 'enforce', scopes: ['enforce'] } as const;
  const now = new Date();
  const id = await frozenDraft(asking, { campaign_id: 'crowd' }, now);
  if (['{id}', 'accounts', 'plan', 'submit', 'receipt'].includes(part)) return id;
  // Without that it would wait for a second person.
  await getPool().query('UPDATE batch_account SET confirmed = true WHERE batch_id = $1', [id]);
  await submitted(asking, id, { now });
  if (part === 'resume') await pauseBatch({ id, version: 2 }, { actor: asking });
  if (part === 'retry') await failNext({ id, why: 'It could not be done.' }, { actor: SYSTEM });
  if (part === 'retry' || part === 'reverse') await applyBatch({ id }, { actor: SYSTEM });
  return id;
}

let groups = 0;
/** Path and body of a decision about a group of its own, which is in the state that the decision wants. */
async function groupFor(part: string): Promise<Pick<Sent, 'path' | 'body'>> {
  const id = `group-${++groups}`;
  const account = `${id}-a`;
  await insertCampaign({ id, score: 0.01, accounts: [account, `${id}-b`] });
  const said = (version: number, more: object = {}) => ({ path: { id }, body: { version, reason, ...more } });
  switch (part) {
    case 'include':
      await excludeAccounts({ id, version: 1, reason, account_ids: [account] }, { actor: SYSTEM });
      return said(2, { account_ids: [account] });
    case 'merge':
      await insertCampaign({ id: `${id}-into`, score: 0.01, accounts: [`${id}-c`] });
      return said(1, { into_id: `${id}-into`, into_version: 1 });
    case 'split':
      return said(1, { accounts: { ids: [account] } });
    case 'reopen':
      await dismissCampaign({ id, version: 1, reason, outcome: 'authorized' }, { actor: SYSTEM });
      return said(2);
    case 'undo': {
      const { decision_id } = await confirmCampaign({ id, version: 1, reason }, { actor: SYSTEM });
      return said(2, { decision_id });
    }
    default:
      return said(1, { account_ids: [account] });
  }
}
const GROUPED = /campaigns\/\{id\}\/(?:accounts\/)?(exclude|include|merge|split|reopen|undo)$/;

/** A version of the detectors in the state that the last part of a path wants. */
async function detectorFor(part: string): Promise<string> {
  const as = { actor: person('admin') };
  const { id } = await saveDraft({ config: { weights: {}, thresholds: {} } }, as);
  if (part === 'live') await toShadow({ id, version: 1 }, as);
  if (part === 'back-tests' || part === 'cancel')
    await getPool().query(
      "INSERT INTO traffic_hour (hour, exchanges) VALUES ('2026-10-01', 1) ON CONFLICT (hour) DO NOTHING",
    );
  if (part === 'cancel') await requestBacktest({ id, version: 1 }, as);
  return id;
}

/** Taking records in has tests of its own; a file is no JSON. */
const JSON_OPERATIONS = OPERATIONS.filter((operation) => !operation.body && !operation.file);
const nameOf = ({ method, path }: Operation) => `${method} ${path}`;

/** The schema with every object in it closed, so that an undocumented field is found. */
function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    return z.strictObject(
      Object.fromEntries(Object.entries(schema.shape).map(([k, v]) => [k, strict(v as z.ZodType)])),
    );
  }
  if (schema instanceof z.ZodArray) return z.array(strict(schema.element as z.ZodType));
  if (schema instanceof z.ZodNullable) return strict(schema.unwrap() as z.ZodType).nullable();
  return schema;
}

describe('every route of the API', () => {
  test('has a call here', () => {
    expect(Object.keys(GOOD).sort()).toEqual(JSON_OPERATIONS.map(nameOf).sort());
  });

  test('refuses whoever is nobody or lacks the right, with a problem', async () => {
    for (const operation of JSON_OPERATIONS) {
      const sent = GOOD[nameOf(operation)] ?? {};
      const nobody = await call(operation, { ...sent, as: 'nobody' });
      expect([nameOf(operation), nobody.status]).toEqual([nameOf(operation), 401]);
      problem.parse(await nobody.json());
      for (const scope of KEY_SCOPES.filter(
        (each) => !may({ kind: 'key', id: '', name: '', scopes: [each] }, operation.right),
      )) {
        const response = await call(operation, { ...sent, path: { id: 'camp', ...sent.path }, as: scope });
        expect([nameOf(operation), scope, response.status]).toEqual([nameOf(operation), scope, 403]);
        expect(problem.parse(await response.json())).toMatchObject({
          code: 'forbidden',
          right: operation.right,
        });
      }
    }
  });

  test.each(Object.keys(GOOD))('%s answers what openapi.json says', async (name) => {
    const operation = JSON_OPERATIONS.find((each) => nameOf(each) === name) as Operation;
    const sent = { ...(GOOD[name] as Sent) };
    if (name.includes('/orders/{id}')) sent.path = { id: deadOrder };
    const grouped = GROUPED.exec(name)?.[1];
    if (grouped) Object.assign(sent, await groupFor(grouped));
    if (name.includes('/batches/{id}')) sent.path = { id: await batchFor(name.split('/').at(-1) ?? '') };
    if (name.includes('/detectors/{id}')) sent.path = { id: await detectorFor(name.split('/').at(-1) ?? '') };
    if (name.endsWith('/demo/removal')) {
      await getPool().query('DELETE FROM demo_task');
      await getPool().query(
        "INSERT INTO demo_mark (kind, key) SELECT 'account', key FROM account WHERE id = 'solo'",
      );
    }
    if (name === 'post /api/v1/orders/ack') sent.body = { ids: [deadOrder] };
    if (name.includes('/keys/{id}'))
      sent.path = { id: (await addKey({ name: 'k', scopes: ['read'] }, { actor: SYSTEM })).id };
    const response = await call(operation, sent);
    const answer = await response.json();
    expect([response.status, answer.detail]).toEqual([operation.status ?? 200, undefined]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    strict(operation.answer).parse(answer);
  });
});

describe('a file', () => {
  const receipt = OPERATIONS.find(({ path }) => path.endsWith('/receipt')) as Operation;

  test('comes line by line, as something to save, to whoever may read', async () => {
    const path = { id: await batchFor('receipt') };
    expect((await call(receipt, { path, as: 'ingest' })).status).toBe(403);
    expect((await call(receipt, { path, query: { format: 'xlsx' } })).status).toBe(422);
    const csv = await call(receipt, { path });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="batch-[\w-]+\.csv"$/);
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(4);
    const lines = (await (await call(receipt, { path, query: { format: 'ndjson' } })).text())
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line).result)).toEqual(['pending', 'pending', 'pending']);
  });
});

describe('pages', () => {
  const op = (name: string) => JSON_OPERATIONS.find((each) => nameOf(each) === name) as Operation;

  test('of any size give every account of a campaign once, surest first', async () => {
    for (const limit of ['1', '2', '3', '7', '500']) {
      const seen: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const query: Record<string, string> = cursor ? { limit, cursor } : { limit };
        const page = await (
          await call(op('get /api/v1/campaigns/{id}/accounts'), { path: { id: 'camp' }, query })
        ).json();
        expect(page.items.length).toBeLessThanOrEqual(Number(limit));
        seen.push(...page.items.map((item: { id: string }) => item.id));
        if (page.next_cursor === null) break;
        cursor = page.next_cursor;
      }
      expect(seen).toHaveLength(manyAccounts.length);
      expect(new Set(seen)).toEqual(new Set(manyAccounts));
    }
  });

  test('of campaigns are sorted by score and filtered', async () => {
    const ids = async (query: Record<string, string>) =>
      (await (await call(op('get /api/v1/campaigns'), { query })).json()).items
        .map((item: { id: string }) => item.id)
        .filter((id: string) => /^(camp|crowd)/.test(id));
    expect(await ids({})).toEqual(['camp', 'camp2', 'camp3', 'camp4', 'crowd']);
    expect(await ids({ min_score: '0.3' })).toEqual(['camp', 'camp2']);
    expect(await ids({ status: 'confirmed' })).toEqual(['camp']);
  });

  test.each([
    ['get /api/v1/campaigns', { limit: '501' }],
    ['get /api/v1/campaigns', { limit: '0' }],
    ['get /api/v1/campaigns', { limit: 'many' }],
    ['get /api/v1/campaigns', { cursor: 'zzz' }],
    ['get /api/v1/campaigns', { status: 'guilty' }],
    ['get /api/v1/campaigns', { min_score: '2' }],
    ['get /api/v1/accounts', { cursor: Buffer.from('["99999999999999999999"]').toString('base64url') }],
    ['get /api/v1/accounts', { cursor: Buffer.from('["9223372036854775808"]').toString('base64url') }],
    ['get /api/v1/alerts', { cursor: Buffer.from('["9999-99-99 00:00:00+00","x"]').toString('base64url') }],
    ['get /api/v1/campaigns', { cursor: Buffer.from('["0.5","a\\u0000b"]').toString('base64url') }],
  ])('%s with %j is refused as invalid', async (name, query) => {
    const response = await call(op(name), { query: query as unknown as Record<string, string> });
    expect(response.status).toBe(422);
    expect(problem.parse(await response.json()).code).toBe('invalid');
  });
});

describe('a decision over the API', () => {
  const op = (name: string) => JSON_OPERATIONS.find((each) => nameOf(each) === name) as Operation;

  test('is about the campaign in the path, whatever the body claims', async () => {
    await insertCampaign({ id: 'mine' });
    await insertCampaign({ id: 'theirs' });
    const response = await call(op('post /api/v1/campaigns/{id}/confirm'), {
      path: { id: 'mine' },
      body: { id: 'theirs', version: 1, reason },
      as: 'enforce',
    });
    expect(await response.json()).toMatchObject({ id: 'mine', status: 'confirmed' });
    const { rows } = await getPool().query("SELECT status FROM campaign WHERE id = 'theirs'");
    expect(rows).toEqual([{ status: 'suspected' }]);
  });

  test('that comes second is a conflict that says who was first', async () => {
    await insertCampaign({ id: 'raced' });
    const confirm = () =>
      call(op('post /api/v1/campaigns/{id}/confirm'), {
        path: { id: 'raced' },
        body: { version: 1, reason },
        as: 'enforce',
      });
    const answers = await Promise.all([confirm(), confirm(), confirm()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    for (const answer of answers.filter((each) => each.status === 409)) {
      expect(problem.parse(await answer.json())).toMatchObject({
        code: 'conflict',
        changed_by: 'enforce',
        what: 'confirmed this campaign',
        version: 2,
        detail: expect.stringMatching(/^enforce confirmed this campaign /),
      });
    }
  });

  test.each([
    ['post /api/v1/campaigns/{id}/confirm', 'nothing', 404],
    ['post /api/v1/accounts/{id}/ban', 'nobody', 404],
    ['post /api/v1/accounts/{id}/ban', 'to-ban\0', 422],
  ])('%s of %j → %i', async (name, id, status) => {
    const response = await call(op(name), { path: { id }, body: { version: 1, reason }, as: 'enforce' });
    expect(response.status).toBe(status);
  });

  test('needs no more than its rights: a key that may only take records in reads nothing', async () => {
    expect(someKey).not.toBe('');
    expect((await call(op('get /api/v1/campaigns'), { as: 'ingest' })).status).toBe(403);
    expect((await call(op('get /api/v1/campaigns'), { as: 'enforce' })).status).toBe(200);
  });
});

describe('when the database is away', () => {
  test('the API says so as a problem with status 503, and so does /healthz', async () => {
    const url = process.env.DATABASE_URL;
    const { closePool } = await import('@/lib/db/pool');
    const health = (await routes['/app/healthz/route.ts']?.())?.GET as Route;
    const asked = () => health(new Request(`http://${HOST}/healthz`), { params: Promise.resolve({}) });
    expect((await asked()).status).toBe(200);
    await closePool();
    process.env.DATABASE_URL = 'postgresql://retort:secret@127.0.0.1:1/retort';
    try {
      for (const response of [await asked(), await call({ method: 'get', path: '/api/v1/campaigns' })]) {
        expect(response.status).toBe(503);
        const answer = problem.parse(await response.json());
        expect(answer).toMatchObject({
          code: 'unavailable',
          detail: expect.stringContaining('cannot be reached'),
        });
        expect(JSON.stringify(answer)).not.toContain('secret');
      }
    } finally {
      await closePool();
      process.env.DATABASE_URL = url;
    }
  });
});
