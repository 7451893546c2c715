import { describe, expect, test } from 'vitest';
import { unzip } from '@/lib/export/unzip';
import type { REDACTION_LEVELS } from '@/lib/model/case-words';
import { caseFixture, SECRETS } from './fixture';
import { Pseudonyms } from './pseudonym';
import { redact } from './redact';
import { LEFT_OUT, Scrubber } from './scrub';
import { writeCase } from './write';

const pseudonyms = new Pseudonyms(Buffer.alloc(32, 1));
const at = (level: (typeof REDACTION_LEVELS)[number]) => redact(caseFixture(), { level, pseudonyms });

async function zipOf(level: (typeof REDACTION_LEVELS)[number]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeCase(at(level), { format: 'zip' })) pieces.push(piece);
  return Buffer.concat(pieces);
}

const secrets = Object.values(SECRETS).flat();

describe('below internal', () => {
  test.each(['partner', 'public'] as const)(
    'no file at %s says who a customer or an analyst is',
    async (level) => {
      for (const file of unzip(await zipOf(level), { most: 10_000_000 })) {
        const text = file.read().toString('utf8').toLowerCase();
        for (const secret of secrets)
          expect(text.includes(secret.toLowerCase()), `${secret} in ${file.name}`).toBe(false);
        expect(text, file.name).not.toContain('boss@');
      }
    },
  );

  test('at internal all of it is there', async () => {
    const text = unzip(await zipOf('internal'), { most: 10_000_000 })
      .map((file) => file.read().toString('utf8'))
      .join('');
    for (const secret of secrets) expect(text).toContain(secret);
  });

  test('what is not to be there is left out whole', () => {
    const partner = at('partner');
    expect(partner.accounts.map(({ identity }) => identity)).toEqual([null, null, null]);
    expect(partner.exchanges[0]?.excerpt).toBeNull();
    expect([partner.excluded, partner.audit]).toEqual([[], []]);
    const open = at('public');
    expect([open.accounts, open.exchanges, open.audit, open.excluded]).toEqual([[], [], [], []]);
    expect(open.totals.by_country).toEqual({ other: 3 });
    expect(open.account_events).toEqual([{ day: '2026-09-02', kind: 'signed_up', accounts: 20 }]);
    expect(open.filter.accounts).toEqual({ total: 3, included: 0, limit: 1_000 });
  });

  test('what describes the operation stays', () => {
    const open = at('public');
    expect(open.indicators).toEqual([
      expect.objectContaining({ kind: 'system_prompt', value: 'key:00000000000000ff' }),
      expect.objectContaining({ kind: 'user_agent', value: 'python-requests' }),
      expect.objectContaining({ kind: 'address_block', value: '198.51.100.0/24' }),
    ]);
    expect(open.evidence[1]?.summary).toBe(caseFixture().evidence[1]?.summary);
    expect(open.evidence[1]?.details).toEqual({ inside: 0.8 });
    expect(open.campaign).toEqual(caseFixture().campaign);
    expect(open.scaffolds[0]?.anchors).toEqual(['00000000000000aa']);
  });
});

test('the same account has one pseudonym in a file, and another under another key', () => {
  const partner = at('partner');
  expect(partner.exchanges[0]?.account_id).toBe(partner.accounts[0]?.id);
  expect(partner.accounts[0]?.id).toMatch(/^hmac-sha256:[0-9a-f]{64}$/);
  const other = redact(caseFixture(), { level: 'partner', pseudonyms: new Pseudonyms(Buffer.alloc(32, 2)) });
  expect(other.accounts[0]?.id).not.toBe(partner.accounts[0]?.id);
});

test('a value is another pseudonym as an account than as a card', () => {
  expect(pseudonyms.of('account', 'x')).not.toBe(pseudonyms.of('payment_fingerprint', 'x'));
});

test.each([
  ['Paid by Acme Ltd.', ['acme ltd'], `Paid by ${LEFT_OUT}.`],
  ['ACME LTD and Acme', ['Acme', 'Acme Ltd'], `${LEFT_OUT} and ${LEFT_OUT}`],
  ['An acmeist poem', ['acme'], 'An acmeist poem'],
  ['研究所青铜说', ['青铜'], `研究所${LEFT_OUT}说`],
  ['İstanbul and Acme', ['Acme'], `İstanbul and ${LEFT_OUT}`],
  ['acct-1 of acct-12', ['acct-1'], `${LEFT_OUT} of acct-12`],
  [`At ${'long name '.repeat(8)}`, [`${'long name '.repeat(20)}`], `At ${LEFT_OUT} `],
  ['12 of 300 accounts', ['12', '300'], '12 of 300 accounts'],
  ['Ask a.b+c@d.example now', [], `Ask ${LEFT_OUT} now`],
])('of "%s" without %j remains "%s"', (text, values, free) => {
  expect(new Scrubber(values).text(text)).toBe(free);
});
