import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { caseFixture, SECRETS } from '@/lib/export/case/fixture';
import type { CaseFile } from '@/lib/export/case/model';
import { Pseudonyms } from '@/lib/export/case/pseudonym';
import { redact } from '@/lib/export/case/redact';
import { REDACTION_LEVELS, TLP_MARKINGS } from '@/lib/model/case-words';
import { stixBundle, stixText } from './bundle';
import { faultsOf } from './check.fixtures';
import { EXTENSIONS } from './extensions';
import { observableId, uuid5 } from './ids';
import { tlpId, tlpMarking } from './markings';
import type { StixBundle } from './object';
import { violations } from './schema.fixtures';

const pseudonyms = new Pseudonyms(Buffer.alloc(32, 1));
const at = (level: (typeof REDACTION_LEVELS)[number], change: Partial<CaseFile['campaign']> = {}) => {
  const file = caseFixture();
  return redact({ ...file, campaign: { ...file.campaign, ...change } }, { level, pseudonyms });
};
const of = (bundle: StixBundle, type: string) => bundle.objects.filter((object) => object.type === type);

describe('ids', () => {
  test.each([
    ['ipv4-addr', { value: '198.51.100.3' }, 'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4'],
    ['autonomous-system', { number: 15139 }, 'autonomous-system--3aa27478-50b5-5ab8-9da9-cdc12b657fff'],
  ])('of observables are those of the standard: %s', (type, contributing, expected) => {
    expect(observableId(type, contributing)).toBe(expected);
  });

  test('do not depend on the order of properties', () => {
    expect(observableId('user-account', { user_id: 'a', account_type: 'b' })).toBe(
      observableId('user-account', { account_type: 'b', user_id: 'a' }),
    );
  });

  test('are version 5 (RFC 9562, appendix A.4)', () => {
    expect(uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });
});

describe.each(REDACTION_LEVELS)('a bundle at %s', (level) => {
  const file = at(level);
  const bundle = stixBundle(file);

  test('has no fault', () => {
    expect(faultsOf(bundle)).toEqual([]);
  });

  test('has every kind of object that the level leaves', () => {
    const types = new Set(bundle.objects.map(({ type }) => type));
    for (const type of [
      ...[
        'identity',
        'report',
        'campaign',
        'attack-pattern',
        'course-of-action',
        'indicator',
        'observed-data',
      ],
      ...['infrastructure', 'note', 'opinion', 'relationship', 'marking-definition', 'extension-definition'],
      ...['ipv4-addr', 'x-llm-prompt-scaffold'],
    ])
      expect(types, type).toContain(type);
    expect(types.has('user-account')).toBe(level !== 'public');
  });

  test('is marked with the TLP of the case, and what is the same in every case as clear', () => {
    for (const object of bundle.objects) {
      if (object.type === 'marking-definition') continue;
      const general = ['identity', 'attack-pattern', 'extension-definition'].includes(object.type);
      const course = object.type === 'course-of-action' && object.external_references !== undefined;
      expect(object.object_marking_refs, object.id).toEqual([
        tlpId(general || course ? 'TLP:CLEAR' : file.tlp),
      ]);
    }
  });

  test('is named whole by its report, and written as it is', () => {
    const [report] = of(bundle, 'report');
    const named = new Set([report?.id, ...((report?.object_refs as string[] | undefined) ?? [])]);
    const unnamed = bundle.objects
      .filter(({ id }) => !named.has(id))
      .map(({ type, name }) => `${type} ${name}`);
    expect(unnamed.filter((one) => !one.startsWith('marking-definition'))).toEqual([
      'identity Retort',
      ...EXTENSIONS.map(({ name }) => `extension-definition ${name}`),
    ]);
    expect(JSON.parse([...stixText(file)].join(''))).toEqual(JSON.parse(JSON.stringify(bundle)));
  });
});

test.each(['partner', 'public'] as const)('at %s nothing names a customer or an analyst', (level) => {
  const text = [...stixText(at(level))].join('');
  for (const secret of Object.values(SECRETS).flat()) expect(text).not.toContain(secret);
});

test('at internal it does, so that the one above could fail', () => {
  const text = [...stixText(at('internal'))].join('');
  expect(text).toContain(SECRETS.accounts[0]);
  expect(text).toContain(SECRETS.domain);
});

describe('versions', () => {
  test('the same case is the same bundle', () => {
    expect(stixBundle(at('partner'))).toEqual(stixBundle(at('partner')));
  });

  test('a later state keeps ids and creation, and is a later version', () => {
    const later = '2026-10-09T08:07:06.000Z';
    const [before, after] = [stixBundle(at('partner')), stixBundle({ ...at('partner'), cutoff: later })];
    expect(after.id).not.toBe(before.id);
    const known = new Map(before.objects.map((object) => [object.id, object]));
    expect(after.objects.map(({ id }) => id)).toEqual(before.objects.map(({ id }) => id));
    for (const { id, created } of after.objects) expect(created, id).toBe(known.get(id)?.created);
    expect(of(after, 'campaign')[0]?.modified).toBe(later);
  });

  test('what one circle is told is no version of what another is', () => {
    const scoped = (bundle: StixBundle) =>
      bundle.objects.filter((object) => 'confidence' in object || object.type === 'note').map(({ id }) => id);
    const partner = new Set(scoped(stixBundle(at('partner'))));
    expect(scoped(stixBundle(at('public'))).filter((id) => partner.has(id))).toEqual([]);
  });

  test('an object that several cases share says the same in each', () => {
    const other = stixBundle({ ...at('partner', { id: 'cmp_2', detected_at: '2026-09-09T00:00:00.000Z' }) });
    const known = new Map(stixBundle(at('partner')).objects.map((object) => [object.id, object]));
    const shared = other.objects.filter(({ id, created }) => known.has(id) && created !== undefined);
    expect(shared.length).toBeGreaterThan(5);
    for (const object of shared) expect(object).toEqual(known.get(object.id));
  });

  test('a dismissed campaign takes back what it said', () => {
    const bundle = stixBundle(at('partner', { status: 'dismissed' }));
    expect(faultsOf(bundle)).toEqual([]);
    for (const object of [...of(bundle, 'campaign'), ...of(bundle, 'report'), ...of(bundle, 'indicator')])
      expect(object.revoked, object.id).toBe(true);
    expect(of(bundle, 'attack-pattern')).toEqual([]);
  });
});

describe('indicators', () => {
  const patterns = (file: CaseFile) => of(stixBundle(file), 'indicator').map(({ pattern }) => pattern);

  test('leave out what many others show, and what speaks against', () => {
    const file = at('internal');
    expect(patterns(file)).not.toContain('[autonomous-system:number = 64500]');
    const against = file.indicators.map((one) => ({ ...one, hub: false, log_odds: -1 }));
    expect(patterns({ ...file, indicators: against, scaffolds: [] })).toEqual([]);
  });

  test('recognize a scaffold by its anchors', () => {
    expect(patterns(at('public'))).toContain("[x-llm-prompt-scaffold:anchors[*] = '00000000000000aa']");
  });

  test('of a scaffold stay the same one when more of it is known', () => {
    const [before] = of(stixBundle(at('public')), 'indicator').slice(-1);
    const more = at('public');
    for (const scaffold of more.scaffolds) scaffold.anchors = [...scaffold.anchors, '00000000000000ab'];
    const [after] = of(stixBundle(more), 'indicator').slice(-1);
    expect(after?.id).toBe(before?.id);
    expect(after?.pattern).toBe(
      "[x-llm-prompt-scaffold:anchors[*] = '00000000000000aa' OR x-llm-prompt-scaffold:anchors[*] = '00000000000000ab']",
    );
  });

  test.each([
    ['address_block', '198.51.100.0/24', 30],
    ['asn', '64501', 90],
    ['payment_bin', '400012', 180],
  ] as const)('of kind %s end %s after %i days', (kind, value, days) => {
    const file = at('internal');
    const [first] = file.indicators;
    if (!first) throw new Error('no indicator in the fixture');
    const [made] = of(
      stixBundle({ ...file, scaffolds: [], indicators: [{ ...first, kind, value }] }),
      'indicator',
    );
    expect(Date.parse(made?.valid_until as string) - Date.parse(first.last_seen ?? '')).toBe(
      days * 86_400_000,
    );
  });

  test('are believed as much as the campaign, less by those outside who show them', () => {
    const file = at('internal');
    const [first] = file.indicators;
    if (!first) throw new Error('no indicator in the fixture');
    const confidence = (outside: number) =>
      of(
        stixBundle({ ...file, scaffolds: [], indicators: [{ ...first, accounts: 30, outside }] }),
        'indicator',
      )[0]?.confidence;
    expect(confidence(0)).toBe(93);
    expect(confidence(30)).toBe(47);
  });
});

test.each([
  ['TLP:CLEAR', 'clear'],
  ['TLP:AMBER+STRICT', 'amber+strict'],
] as const)('the marking %s says %s', (tlp, word) => {
  expect(Object.values(tlpMarking(tlp).extensions as object)).toEqual([
    { extension_type: 'property-extension', tlp_2_0: word },
  ]);
  expect(new Set(TLP_MARKINGS.map(tlpId)).size).toBe(TLP_MARKINGS.length);
});

// Needs the schemas that OASIS publishes (cti-stix2-json-schemas), named by RETORT_STIX_SCHEMAS: the folder `schemas`.
const folder = process.env.RETORT_STIX_SCHEMAS;
const FOLDERS: Record<string, string> = {
  'marking-definition': 'common',
  'extension-definition': 'common',
  relationship: 'sros',
  'ipv4-addr': 'observables',
  'domain-name': 'observables',
  'autonomous-system': 'observables',
  'user-account': 'observables',
};
const schemaOf = (type: string) =>
  type.startsWith('x-')
    ? join(folder ?? '', 'common', 'cyber-observable-core.json')
    : join(folder ?? '', FOLDERS[type] ?? 'sdos', `${type}.json`);

describe.skipIf(!folder)('by the schemas of OASIS', () => {
  test.each(REDACTION_LEVELS)('every object at %s is valid', (level) => {
    const bundle = stixBundle(at(level));
    const wrong = bundle.objects.flatMap((object) =>
      violations(schemaOf(object.type), JSON.parse(JSON.stringify(object))).map(
        (why) => `${object.id}${why}`,
      ),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    ['indicator', { pattern: undefined }],
    ['indicator', { valid_from: 'yesterday' }],
    ['campaign', { modified: '2026-10-01T12:00:00Z' }],
    ['ipv4-addr', { value: '300.1.1.1' }],
    ['opinion', { opinion: 'maybe' }],
    ['relationship', { labels: [] }],
    ['report', { object_refs: ['nothing'] }],
  ])('a bad %s is found: %o', (type, change) => {
    const [object] = of(stixBundle(at('internal')), type);
    expect(violations(schemaOf(type), JSON.parse(JSON.stringify({ ...object, ...change })))).not.toEqual([]);
  });
});
