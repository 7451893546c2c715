import { mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BatchBuilder } from '@/lib/ingest/builder';
import { checkRecord } from '@/lib/ingest/check';
import { deriveAccount } from './account';
import { mmdbOf } from './mmdb.fixture';
import { NetworkFiles } from './networks';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'retort-mmdb-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const BUILT = new Date('2026-11-01T00:00:00Z');
let written = 0;
function file(type: string, networks: Record<string, object>): string {
  const path = join(dir, `${++written}.mmdb`);
  writeFileSync(path, mmdbOf(type, networks, BUILT));
  return path;
}
const open = (asn?: string, country?: string) =>
  new NetworkFiles({ RETORT_ASN_MMDB: asn, RETORT_COUNTRY_MMDB: country } as unknown as NodeJS.ProcessEnv);

describe('files of the user', () => {
  it.each([
    [
      'GeoLite2-ASN',
      { autonomous_system_number: 64_500, autonomous_system_organization: 'Invented' },
      '64500',
    ],
    ['ipinfo', { asn: 'AS64500', country: 'US' }, '64500'],
    ['of another kind', { connection_type: 'Cable' }, null],
    ['with words for a number', { asn: 'many' }, null],
  ])('say the network of an address: %s', (type, value, asn) => {
    const files = open(file(type, { '203.0.113.0/24': value, '2001:db8::/32': value }));
    for (const ip of ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1'])
      expect(files.current()?.asn(ip)).toBe(asn);
    for (const ip of ['198.51.100.1', '', 'no address', '203.0.113'])
      expect(files.current()?.asn(ip)).toBeNull();
  });

  it.each([
    ['GeoLite2-Country', { country: { iso_code: 'NO' }, registered_country: { iso_code: 'SE' } }, 'NO'],
    ['without a country', { registered_country: { iso_code: 'SE' } }, 'SE'],
    ['ipinfo', { country: 'no', country_name: 'Norway' }, 'NO'],
    ['ip-location-db', { country_code: 'NO' }, 'NO'],
    ['with a name', { country: 'Norway' }, null],
  ])('say the country of an address: %s', (type, value, country) => {
    const files = open(undefined, file(type, { '203.0.113.0/24': value }));
    expect(files.current()?.country('203.0.113.9')).toBe(country);
    expect(files.by('country')).toBe(`${type} of 2026-11-01`);
  });

  it('are none where none is named', () => expect(open().current()).toBeNull());

  it('say in one sentence what is wrong with them', () => {
    const broken = join(dir, 'broken.mmdb');
    writeFileSync(broken, 'nothing of the kind');
    const cut = join(dir, 'cut.mmdb');
    writeFileSync(cut, mmdbOf('x', { '192.0.2.0/24': { asn: 1 } }).subarray(40));
    for (const path of [broken, join(dir, 'missing.mmdb'), dir]) {
      const files = open(path);
      expect(files.current()).toBeNull();
      expect(files.faults()).toEqual([
        expect.stringMatching(/^RETORT_ASN_MMDB \(.*nothing is derived from it\.$/),
      ]);
    }
    expect(open(cut).faults()).toHaveLength(1);
  });

  it('are read anew when they change, and kept while the new one is broken', () => {
    const path = file('first', { '203.0.113.0/24': { asn: 1 } });
    let now = 0;
    const files = new NetworkFiles({ RETORT_ASN_MMDB: path } as unknown as NodeJS.ProcessEnv, () => now);
    const change = (bytes: Buffer | string, at: number) => {
      writeFileSync(path, bytes);
      utimesSync(path, at, at);
    };
    expect(files.current()?.asn('203.0.113.9')).toBe('1');
    change(mmdbOf('second', { '203.0.113.0/24': { asn: 2 } }), 1_000);
    expect(files.current()?.asn('203.0.113.9')).toBe('1');
    now += 6_000;
    expect(files.current()?.asn('203.0.113.9')).toBe('2');
    change('broken', 2_000);
    now += 6_000;
    expect(files.current()?.asn('203.0.113.9')).toBe('2');
    expect(files.faults()).toHaveLength(1);
    unlinkSync(path);
    now += 6_000;
    expect(files.current()?.asn('203.0.113.9')).toBe('2');
    change(mmdbOf('third', { '203.0.113.0/24': { asn: 3 } }), 3_000);
    now += 6_000;
    expect(files.current()?.asn('203.0.113.9')).toBe('3');
    expect(files.faults()).toEqual([]);
  });
});

describe('what is derived', () => {
  const files = () =>
    open(
      file('ASN', { '203.0.113.0/24': { asn: 64_500 } }),
      file('Country', { '203.0.113.0/24': { country_code: 'NO' } }),
    ).current();

  it.each([
    [{ signup_ip: '203.0.113.9' }, { signup_asn: '64500', country: 'NO' }],
    [{ signup_ip: '203.0.113.9', country: 'DE' }, { signup_asn: '64500' }],
    [{ signup_ip: '203.0.113.9', signup_asn: 1, country: 'DE' }, {}],
    [{ signup_ip: '198.51.100.1' }, {}],
    [{}, {}],
  ])('of an account: %j', (record, values) => {
    const filled = deriveAccount(record, files());
    expect(Object.fromEntries(Object.entries(filled).map(([name, one]) => [name, one.value]))).toEqual(
      values,
    );
    expect(deriveAccount(record, null)).toEqual({});
  });

  it('of exchanges that do not name their network, with a word on it', () => {
    const builder = new BatchBuilder('none', undefined, files());
    const now = Date.parse('2026-11-22T12:00:00Z') * 1000;
    const exchange = (id: string, more: object) => {
      const result = checkRecord(
        {
          type: 'exchange',
          id,
          account_id: `of-${id}`,
          occurred_at: '2026-11-20T00:00:00Z',
          model: 'm',
          ...more,
        },
        now,
      );
      if ('ok' in result) builder.add(result.ok, 0);
    };
    exchange('said', { ip: '203.0.113.9', asn: 7 });
    exchange('derived', { ip: '203.0.113.9' });
    exchange('unknown', { ip: '198.51.100.1' });
    const batch = builder.finish();
    expect(batch.accounts.map(({ marks }) => marks)).toEqual([{ asn: 'address by ASN of 2026-11-01' }]);
    expect(batch.facts.indicatorKeys).toHaveLength(4);
  });
});
