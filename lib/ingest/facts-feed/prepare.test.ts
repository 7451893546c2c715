import { describe, expect, it } from 'vitest';
import { checkFacts } from './check';
import { COLUMNS, columnOf, plainName } from './columns';
import { hasherOf } from './hash';
import { factLines } from './lines';
import { FROM, prepareAccount } from './prepare';

const hash = hasherOf('a secret that only this test knows, long enough');
const NOW = Date.parse('2026-11-22T12:00:00Z') * 1000;
const prepare = (row: unknown) => prepareAccount(row, hash);
const HEX = /^[0-9a-f]{64}$/;

describe('heads', () => {
  it.each([
    ['Sign-up IP', 'sign_up_ip'],
    ['signUpIp', 'sign_up_ip'],
    ['  E-Mail ', 'e_mail'],
    ['BIN', 'bin'],
  ])('%s', (head, name) => expect(plainName(head)).toBe(name));

  it('each name one column', () => {
    const all = Object.entries(COLUMNS).flatMap(([column, names]) => [column, ...names]);
    const twice = all.filter(
      (name, i) =>
        all.indexOf(name) < i && !(COLUMNS as Record<string, readonly string[]>)[name]?.includes(name),
    );
    expect(twice).toEqual([]);
    for (const [column, names] of Object.entries(COLUMNS))
      for (const name of names) expect(columnOf(name)?.column).toBe(column);
    expect(columnOf('shoe size')).toBeNull();
  });
});

describe('a row', () => {
  it('of a table becomes a record without its address and number', () => {
    const row = prepare({
      id: '7',
      user_id: 'other',
      account_id: 'acct-1',
      Created: '2026-11-01 08:00:00',
      Tier: 'pro',
      RPM: '60',
      'E-Mail': 'Anna.Berg+x@Mail.Example.co.uk',
      Phone: '+49 30 123456',
      'Card Fingerprint': 'fpX',
      card_bin: '4242 4242 4242 4242',
      funding: 'Prepaid',
      'card country': 'us',
      kyc: 'sms',
      State: 'disabled',
      'Use case': 'write to anna@example.org',
      'Shoe size': '42',
      Country: 'de',
      ip: '203.0.113.9:4411',
    });
    expect(row).toEqual({
      type: 'account',
      id: 'acct-1',
      created_at: '2026-11-01T08:00:00Z',
      plan: 'pro',
      rpm_limit: 60,
      email_hash: expect.stringMatching(HEX),
      email_domain: 'example.co.uk',
      email_pattern: 'aaaa.bbbb+c',
      phone_hash: expect.stringMatching(HEX),
      payment: { fingerprint: expect.stringMatching(HEX), bin: '42424242', country: 'US', kind: 'prepaid' },
      verified: 'phone',
      status: 'suspended',
      declared_use: 'write to ⟨email⟩',
      country: 'DE',
      signup_ip: '203.0.113.9',
      derived: {
        email_hash: FROM.email,
        email_domain: FROM.email,
        email_pattern: FROM.email,
        phone_hash: FROM.phone,
        payment_fingerprint: FROM.card,
      },
      left_out: 3,
    });
    expect(JSON.stringify(row)).not.toMatch(/anna|berg|123456|fpX/i);
    expect(prepare(row)).toEqual(row);
  });

  it('says nothing by empty cells, and keeps what is given over what it could derive', () => {
    expect(
      prepare({
        id: 'a',
        plan: '',
        email: 'x@example.org',
        email_domain: 'Corp.Example.com',
        email_hash: 'h1',
        phone: null,
      }),
    ).toEqual({
      type: 'account',
      id: 'a',
      email_domain: 'example.com',
      email_hash: 'h1',
      email_pattern: 'a',
      derived: { email_pattern: FROM.email },
    });
  });

  it('leaves out what it cannot read, and counts it', () => {
    expect(
      prepare({
        id: 'a',
        email: 'nobody',
        phone: 'none',
        rpm_limit: 'many',
        status: 'strange',
        signup_asn: 'x',
        bin: '12',
      }),
    ).toEqual({ type: 'account', id: 'a', left_out: 6 });
  });

  it.each([
    ['a list', []],
    ['text', 'anna@example.org'],
    ['too many cells', { id: 'a', '': 'anna@example.org' }],
    ['another kind of record', { type: 'exchange', id: 'a', prompt: 'anna@example.org' }],
  ])('that is no account is refused without its words: %s', (_, row) => {
    const prepared = prepare(row);
    expect(prepared.type).toBe('refused');
    expect(JSON.stringify(prepared)).not.toContain('anna');
    expect(prepare(prepared)).toEqual(prepared);
    expect(checkFacts(prepared, NOW)).toMatchObject({ fault: { code: 'refused' } });
  });

  it('meets one hash for one mailbox, another for another use or deployment', () => {
    const of = (email: string) => prepare({ id: 'a', email }).email_hash;
    expect(of('a.b+1@gmail.com')).toBe(of('AB@googlemail.com'));
    expect(of('a.b@example.org')).not.toBe(of('ab@example.org'));
    expect(hash('email', 'x')).not.toBe(hash('phone', 'x'));
    expect(hasherOf('another secret')('email', 'x')).not.toBe(hash('email', 'x'));
  });

  it('keeps no words of others as where a field comes from', () => {
    expect(prepare({ id: 'a', derived: { plan: 'anna@example.org' } })).toEqual({ type: 'account', id: 'a' });
  });
});

describe('checked', () => {
  const check = (row: unknown) => checkFacts(prepare(row), NOW);

  it('holds as of a time, else of now, where it does not say when the account was made', () => {
    expect(check({ id: 'a', plan: 'x', 'Shoe size': 1 })).toMatchObject({
      ok: { at: NOW, said: { undated: true } },
      unknownFields: 1,
    });
    expect(check({ id: 'a', updated_at: '2026-11-20T00:00:00Z' })).toMatchObject({
      ok: { at: Date.parse('2026-11-20T00:00:00Z') * 1000, said: { undated: true } },
    });
    expect(check({ id: 'a', created_at: 1_795_168_800 })).toMatchObject({ ok: { said: { undated: false } } });
  });

  it.each([
    [{ plan: 'x' }, 'missing_field', 'id'],
    [{ id: 'a', created_at: 'anna@example.org' }, 'bad_value', 'created_at'],
  ])('refuses %j', (row, _code, field) => {
    const result = check(row);
    expect(result).toHaveProperty('fault.message', expect.stringContaining(field));
    expect(JSON.stringify(result)).not.toContain('anna');
  });

  it('takes account events as they stand in the contract', () => {
    const event = {
      type: 'account_event',
      account_id: 'a',
      occurred_at: '2026-11-20T00:00:00Z',
      kind: 'banned',
    };
    expect(check({ ...event, email: 'x@example.org' })).toMatchObject({ ok: { type: 'account_event' } });
  });
});

describe('a body', () => {
  const lines = async (body: string) =>
    String(await factLines(Buffer.from(body), 1 << 20, hash))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  it.each([
    ['CSV', '\ufeffid;email\r\na;x@example.org\r\nb;\r\n'],
    ['lines', '{"id":"a","email":"x@example.org"}\n{"id":"b"}\n'],
    ['a list', ' [{"id":"a","email":"x@example.org"},{"id":"b"}]'],
    ['a page of an API', '{"data":[{"id":"a","email":"x@example.org"},{"id":"b"}],"next":null}'],
  ])('of %s', async (_, body) => {
    const rows = await lines(body);
    expect(rows).toEqual([
      expect.objectContaining({ id: 'a', email_domain: 'example.org' }),
      { type: 'account', id: 'b' },
    ]);
    expect(JSON.stringify(rows)).not.toContain('x@');
  });

  it('costs its neighbours nothing by a bad line', async () => {
    expect(await lines('{"id":"a"}\n{"id":"anna@exa\n{"id":"b"}\n')).toMatchObject([
      { id: 'a' },
      { type: 'refused' },
      { id: 'b' },
    ]);
  });

  it('is refused beyond its limit', async () => {
    await expect(factLines(Buffer.alloc(2_000_000, 'a'), 1 << 20, hash)).rejects.toMatchObject({
      code: 'too_large',
    });
  });
});
