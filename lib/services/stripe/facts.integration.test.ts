import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as sendRoute } from '@/app/api/v1/ingest/[source]/route';
import { POST as stripeRoute } from '@/app/api/v1/ingest/stripe/route';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { mmdbOf } from '@/lib/ingest/enrich/mmdb.fixture';
import { inlineParser } from '@/lib/ingest/parser';
import { SYSTEM } from '@/lib/services/fixture';
import { takeTurn } from '@/lib/services/inbox/take';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { addKey } from '@/lib/services/key/add';
import { getStripe } from './get';
import { setUpStripe } from './set-up';

const AS = { actor: SYSTEM };
const SECRET = 'whsec_invented_for_this_test';

let db: TestDatabase;
let dir: string;
let key: string;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  dir = mkdtempSync(join(tmpdir(), 'retort-facts-'));
  const file = join(dir, 'asn.mmdb');
  writeFileSync(
    file,
    mmdbOf('ASN', { '203.0.113.0/24': { autonomous_system_number: 64_500 } }, new Date('2026-11-01')),
  );
  process.env.RETORT_ASN_MMDB = file;
  db = await createTestDatabase();
  key = (await addKey({ name: 'Billing', scopes: ['ingest'] }, AS)).key;
  await setUpStripe({ secret: SECRET, version: 0 }, AS);
});
afterAll(async () => {
  delete process.env.RETORT_ASN_MMDB;
  rmSync(dir, { recursive: true });
  await db.drop();
});

let turns = 0;
const take = (source: string) =>
  takeTurn(source, { parser: inlineParser(), now: () => new Date(), newId: () => `turn-${turns++}` });
const account = async (id: string) =>
  (await getPool().query('SELECT * FROM account WHERE id = $1', [id])).rows[0];

const file = (text: string) =>
  acceptRecords({ input: Readable.from([Buffer.from(text)]), source: 'test', format: 'accounts' }, AS);

async function stripe(
  id: string,
  type: string,
  created: number,
  object: object,
  secret = SECRET,
): Promise<[number, string?]> {
  const body = JSON.stringify({ id, type, created, data: { object } });
  const t = Math.floor(Date.now() / 1000);
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  const answer = await stripeRoute(
    new Request('http://retort.example.org/api/v1/ingest/stripe', {
      method: 'POST',
      headers: { 'stripe-signature': `t=${t},v1=${v1}` },
      body,
    }),
    { params: Promise.resolve({}) },
  );
  return [answer.status, ((await answer.json()) as { outcome?: string }).outcome];
}

/** Everything that may hold what came in, as text. */
async function everything(): Promise<string> {
  const tables = [
    'account',
    'indicator',
    'inbox',
    'inbox_reject',
    'ingest_reject',
    'account_event',
    'stripe_ref',
    'audit_entry',
  ];
  const texts: string[] = [];
  for (const table of tables) {
    const { rows } = await getPool().query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
    texts.push(...rows.map(({ text }) => text));
    if (table.startsWith('inbox'))
      for (const { raw } of (
        await getPool().query(`SELECT ${table === 'inbox' ? 'body' : 'raw'} AS raw FROM ${table}`)
      ).rows)
        texts.push(String(raw));
  }
  return texts.join('\n');
}

describe('a table of accounts', () => {
  it('fills what its columns say, derives the rest, and changes nothing by what it leaves out', async () => {
    const receipt = await file(
      'account_id,created,email,phone,plan,ip\na1,2026-11-01T00:00:00Z,Anna.Berg@mail.example.org,+4930123456,pro,203.0.113.9\nb1,never,bert@example.org,,,\n',
    );
    expect(receipt).toMatchObject({ accepted: 1, rejected: 1 });
    const first = await account('a1');
    expect(first).toMatchObject({
      plan: 'pro',
      email_domain: 'example.org',
      email_pattern: 'aaaa.bbbb',
      signup_asn: '64500',
      derived: {
        email_domain: 'e-mail address',
        phone_hash: 'telephone number',
        signup_asn: 'sign-up address by ASN of 2026-11-01',
      },
    });
    expect((await file('account_id,plan,country\na1,,DE\n')).accepted).toBe(1);
    expect(await account('a1')).toEqual({ ...first, country: 'DE' });
    // What a record says stands over what was derived, whatever comes after.
    await file('account_id,asn\na1,AS64501\n');
    await file('account_id,ip\na1,203.0.113.10\n');
    const last = await account('a1');
    expect(last).toMatchObject({ signup_asn: '64501', signup_ip: '203.0.113.10' });
    expect(last.derived).not.toHaveProperty('signup_asn');
    const { rows } = await getPool().query(
      "SELECT kind FROM indicator WHERE kind IN ('email_hash', 'phone_hash', 'email_pattern', 'signup_asn') ORDER BY kind",
    );
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['email_hash', 'email_pattern', 'phone_hash', 'signup_asn']),
    );
  });

  it('sent over the API is kept without addresses before it is answered, and so are its rejects', async () => {
    const answer = await sendRoute(
      new Request('http://retort.example.org/api/v1/ingest/accounts', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: '[{"id":"c1","createdAt":"2026-11-02T00:00:00Z","email":"carl.late@example.org"},{"email":"dora.late@example.org","phone":"+4930999999"}]',
      }),
      { params: Promise.resolve({ source: 'accounts' }) },
    );
    expect(answer.status).toBe(202);
    expect(await everything()).not.toMatch(/carl|dora|30999999/);
    expect(await take('accounts')).toMatchObject({ receipt: { accepted: 1, rejected: 1 } });
    expect(await account('c1')).toMatchObject({ email_pattern: 'aaaa.bbbb' });
    expect(await everything()).not.toMatch(/anna|bert@|carl|dora|30999999/i);
  });
});

describe('events of Stripe', () => {
  const cardOf = (fingerprint: string, more: object = {}) => ({
    type: 'card',
    card: { fingerprint, funding: 'prepaid', country: 'US', iin: '424242', ...more },
  });

  it('find the account once it is named, count once, and come in any order', async () => {
    expect(
      await stripe('evt_1', 'payment_method.attached', 1_795_000_200, {
        id: 'pm_1',
        customer: 'cus_1',
        ...cardOf('new'),
      }),
    ).toEqual([200, 'taken']);
    expect(
      await stripe('evt_1', 'payment_method.attached', 1_795_000_200, {
        id: 'pm_1',
        customer: 'cus_1',
        ...cardOf('new'),
      }),
    ).toEqual([200, 'known']);
    expect(
      await stripe('evt_2', 'customer.updated', 1_795_000_300, {
        id: 'cus_1',
        email: 'emma.stone@example.org',
        metadata: { account_id: 'a1' },
      }),
    ).toEqual([200, 'taken']);
    // An older card that arrives later.
    await stripe('evt_3', 'charge.succeeded', 1_795_000_100, {
      id: 'ch_1',
      object: 'charge',
      customer: 'cus_1',
      payment_method_details: cardOf('old'),
    });
    await stripe('evt_4', 'charge.dispute.created', 1_795_000_400, {
      id: 'dp_1',
      object: 'dispute',
      charge: 'ch_1',
      reason: 'fraudulent',
    });
    await stripe('evt_7', 'radar.early_fraud_warning.created', 1_795_000_400, {
      id: 'issfr_1',
      object: 'radar.early_fraud_warning',
      charge: 'ch_1',
      fraud_type: 'misc',
    });
    expect(await stripe('evt_5', 'invoice.paid', 1_795_000_400, { id: 'in_1' })).toEqual([200, 'ignored']);
    expect(
      await stripe('evt_6', 'review.opened', 1_795_000_400, { id: 'prv_1', charge: 'ch_of_nobody' }),
    ).toEqual([200, 'unplaced']);
    expect(await everything()).not.toMatch(/emma/i);
    expect(await take('stripe')).toMatchObject({ receipt: { rejected: 0 } });
    const fallback = await account('cus_1');
    const found = await account('a1');
    expect(fallback.payment_fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(found).toMatchObject({
      payment_fingerprint: fallback.payment_fingerprint,
      payment_bin: '424242',
      payment_kind: 'prepaid',
      plan: 'pro',
      payment_at: new Date(1_795_000_200_000),
    });
    expect(found.derived).toMatchObject({ payment_fingerprint: 'customer at Stripe' });
    expect(found.created_at).toEqual(new Date('2026-11-01T00:00:00Z'));
    const { rows } = await getPool().query(
      `SELECT e.reason FROM account_event e JOIN account a ON a.key = e.account_key WHERE a.id = 'a1' AND e.kind = 'payment_changed' ORDER BY 1`,
    );
    // Both of one second.
    expect(rows).toEqual([
      { reason: 'A payment is disputed: fraudulent.' },
      { reason: 'The issuer warns of fraud: misc.' },
    ]);
    const { events } = await getStripe({}, AS);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'payment_method.attached', outcome: 'known', events: 1 }),
    );
  });

  it('that nobody signed are refused, and leave nothing', async () => {
    expect(
      await stripe('evt_9', 'customer.created', 1_795_000_000, { id: 'cus_9' }, 'whsec_of_somebody_else'),
    ).toEqual([401, undefined]);
    const { rows } = await getPool().query("SELECT FROM stripe_event WHERE id = 'evt_9'");
    expect(rows).toEqual([]);
    const { rows: kept } = await getPool().query('SELECT secret FROM stripe_endpoint');
    expect(kept[0].secret).toMatch(/^sealed:/);
  });
});
