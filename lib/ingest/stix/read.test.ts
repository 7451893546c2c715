import { describe, expect, test } from 'vitest';
import { indicatorKey } from '@/lib/model/hash';
import { closesCircle } from './circles';
import { LIMITS } from './limits';
import { type ReadOptions, readStix } from './read';

const NOW = Date.parse('2026-11-01T00:00:00Z');
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const id = (type: string, n = 1) => `${type}--${uuid(n)}`;
const MADE = {
  spec_version: '2.1',
  created: '2026-10-01T00:00:00.000Z',
  modified: '2026-10-02T00:00:00.000Z',
};
const indicator = (more: object = {}, n = 1) => ({
  type: 'indicator',
  id: id('indicator', n),
  ...MADE,
  pattern: '[autonomous-system:number = 64500]',
  pattern_type: 'stix',
  valid_from: '2026-10-01T00:00:00Z',
  ...more,
});
const campaign = { type: 'campaign', id: id('campaign'), ...MADE, name: 'Grey Heron' };
const indicates = (n = 1) => ({
  type: 'relationship',
  id: id('relationship', n),
  ...MADE,
  relationship_type: 'indicates',
  source_ref: id('indicator'),
  target_ref: campaign.id,
});
const link = (n: number, from: string, to: string) => ({
  type: 'relationship',
  id: id('relationship', n),
  ...MADE,
  relationship_type: 'derived-from',
  source_ref: from,
  target_ref: to,
});
const identity = { type: 'identity', id: id('identity'), ...MADE, name: 'Lab of the North' };

const bundle = (...objects: unknown[]) => JSON.stringify({ type: 'bundle', id: id('bundle'), objects });
const read = (text: string, more: Partial<ReadOptions> = {}) =>
  readStix(new TextEncoder().encode(text), { now: NOW, partial: false, ...more });
const taken = (...objects: unknown[]) => {
  const result = read(bundle(...objects));
  if (!('ok' in result)) throw new Error(result.refused.message);
  return result.ok;
};

describe('an indicator', () => {
  test('comes with who made it, of which campaign, how sure and for how long', () => {
    const { indicators, context, rejects, objects } = taken(
      identity,
      campaign,
      indicates(),
      indicator({
        name: 'Network\u0000 of a proxy',
        confidence: 85,
        valid_until: '2026-12-01T00:00:00.5Z',
        created_by_ref: identity.id,
        object_marking_refs: ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'],
      }),
    );
    expect(rejects).toEqual([]);
    expect(objects).toBe(4);
    expect(indicators).toEqual([
      expect.objectContaining({
        name: 'Network of a proxy',
        confidence: 0.85,
        validUntil: Date.parse('2026-12-01T00:00:00.500Z'),
        createdBy: identity.id,
        tlp: 'TLP:GREEN',
        revoked: false,
        unmatched: null,
      }),
    ]);
    expect(context.map(({ type, name, target }) => [type, name ?? target])).toEqual([
      ['identity', 'Lab of the North'],
      ['campaign', 'Grey Heron'],
      ['relationship', campaign.id],
    ]);
  });

  test('is believed for a year at most', () => {
    for (const more of [{}, { valid_until: '2999-01-01T00:00:00Z' }])
      expect(taken(indicator(more)).indicators[0]?.validUntil).toBe(
        Date.parse(MADE.modified) + 366 * 86_400_000,
      );
  });

  test('is looked for in its newest version', () => {
    const newer = indicator({ modified: '2026-10-03T00:00:00.000Z', revoked: true });
    for (const order of [
      [indicator(), newer],
      [newer, indicator()],
    ]) {
      const { indicators, rejects } = taken(...order);
      expect(indicators.map(({ revoked }) => revoked)).toEqual([true]);
      expect(rejects).toEqual([]);
    }
  });

  test.each([
    ['another language', { pattern_type: 'yara', pattern: 'rule x {}' }, /written in yara/],
    ['what is harmless', { indicator_types: ['benign'] }, /benign/],
    ['what nobody can see here', { pattern: "[url:value = 'x']" }, /nothing that Retort sees/],
  ])('is kept with why it cannot be looked for: %s', (_, more, why) => {
    const { indicators, rejects } = taken(indicator(more));
    expect(rejects).toEqual([]);
    expect(indicators[0]?.alternatives).toEqual([]);
    expect(indicators[0]?.unmatched).toMatch(why);
  });

  test.each([
    [[], 'TLP:AMBER'],
    [['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487'], 'TLP:CLEAR'],
    [['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9'], 'TLP:CLEAR'],
    [[id('marking-definition', 9)], 'TLP:AMBER+STRICT'],
    [
      [
        'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
        'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
      ],
      'TLP:RED',
    ],
  ])('is marked as strictly as its markings say, unknown ones included: %j', (object_marking_refs, tlp) => {
    expect(taken(indicator({ object_marking_refs })).indicators[0]?.tlp).toBe(tlp);
  });

  test('that names a scaffold by its hash is looked for by the anchors that came along', () => {
    const sha256 = 'a'.repeat(64);
    const anchor = '0123456789abcdef';
    const { indicators } = taken(
      { type: 'x-llm-prompt-scaffold', id: id('x-llm-prompt-scaffold'), sha256, anchors: [anchor, 7, 'zz'] },
      indicator({ pattern: `[x-llm-prompt-scaffold:sha256 = '${sha256}']` }),
    );
    expect(indicators[0]?.alternatives.map((way) => way.map((atom) => [atom.kind, atom.keys]))).toEqual([
      [['scaffold', []]],
      [['prompt_anchor', [indicatorKey('prompt_anchor', anchor)]]],
    ]);
  });
});

describe('a fault of one object costs that object', () => {
  test.each([
    ['type', { ...indicator(), type: 7 }],
    ['id', { ...indicator(), id: 'indicator--1' }],
    ['id', { ...indicator(), id: id('campaign') }],
    ['version', indicator({ spec_version: '2.0' })],
    ['version', indicator({ spec_version: undefined })],
    ['missing', indicator({ modified: undefined })],
    ['missing', indicator({ pattern: undefined })],
    ['missing', indicator({ valid_from: undefined })],
    ['time', indicator({ modified: '2026-09-01T00:00:00.000Z' })],
    ['time', indicator({ created: '1970-01-01T00:00:00.000Z' })],
    ['time', indicator({ created: '2026-02-30T00:00:00.000Z' })],
    ['time', indicator({ valid_from: 'yesterday' })],
    ['time', indicator({ valid_until: '2026-10-01T00:00:00Z' })],
    ['future', indicator({ modified: '2027-01-01T00:00:00.000Z' })],
    ['future', indicator({ valid_from: '2999-01-01T00:00:00Z' })],
    ['confidence', indicator({ confidence: 101 })],
    ['confidence', indicator({ confidence: '80' })],
    ['pattern', indicator({ pattern: '[not a pattern' })],
    ['too_long', indicator({ pattern: 'x'.repeat(LIMITS.pattern + 1) })],
    ['reference', indicator({ created_by_ref: campaign.id })],
    ['reference', indicator({ object_marking_refs: 'x' })],
    ['type', indicator({ revoked: 'no' })],
    ['unresolved', { ...indicates(), target_ref: id('campaign', 99) }],
    ['circle', { ...indicates(), target_ref: id('indicator') }],
    ['type', 'not an object'],
  ])('%s', (code, faulty) => {
    const good = indicator({}, 50);
    const { indicators, rejects } = taken(good, campaign, faulty);
    expect(rejects.map((one) => one.code)).toEqual([code]);
    expect(rejects[0]?.object).toBeTruthy();
    expect(indicators.map((one) => one.id)).toContain(good.id);
  });

  test('relationships that go in circles', () => {
    const [a, b, c, d] = [1, 2, 3, 4].map((n) => ({ ...campaign, id: id('campaign', n) }));
    const { rejects } = taken(
      ...[a, b, c, d],
      link(1, a?.id ?? '', b?.id ?? ''),
      link(2, b?.id ?? '', c?.id ?? ''),
      link(3, c?.id ?? '', a?.id ?? ''),
      link(4, c?.id ?? '', d?.id ?? ''),
    );
    expect(rejects.map(({ object, code }) => [code, object])).toEqual(
      [1, 2, 3].map((n) => ['circle', id('relationship', n)]),
    );
  });

  test('a version given twice with different contents', () => {
    const { rejects, indicators } = taken(indicator(), indicator({ confidence: 3 }));
    expect(rejects.map(({ code }) => code)).toEqual(['version']);
    expect(indicators[0]?.confidence).toBeNull();
  });

  test('what was spoiled while it was read', () => {
    const text = bundle(indicator()).replace('"pattern_type":', '"pattern":"[x]","pattern_type":');
    const result = read(text);
    expect('ok' in result && result.ok.rejects).toEqual([
      expect.objectContaining({ code: 'duplicate_key', object: id('indicator') }),
    ]);
  });
});

describe('refused whole', () => {
  test.each([
    ['{}', 'no_stix'],
    ['{"type":"bundle","objects":[]}', 'no_stix'],
    ['{"type":"bundle","spec_version":"2.0","objects":[{}]}', 'no_stix'],
    ['nonsense', 'json'],
  ])('%s', (text, code) => {
    const result = read(text);
    expect('refused' in result && result.refused.code).toBe(code);
  });
});

test('a page of a collection is an envelope, and what it refers to may be on another', () => {
  const result = read(JSON.stringify({ more: true, next: 'n2', objects: [indicates(), indicator()] }), {
    partial: true,
  });
  if (!('ok' in result)) throw new Error('refused');
  expect(result.page).toEqual({ more: true, next: 'n2' });
  expect(result.ok.rejects).toEqual([]);
  expect(result.ok.context).toHaveLength(1);
  expect('refused' in read('{"more":"yes"}', { partial: true })).toBe(true);
  expect(read('{}', { partial: true })).toMatchObject({ ok: { objects: 0 }, page: { more: false } });
});

test('a hundred thousand links cost no more than reading them', () => {
  const chain = Array.from({ length: 100_000 }, (_, i) => ({ id: `r${i}`, from: `n${i}`, to: `n${i + 1}` }));
  expect(closesCircle(chain).size).toBe(0);
  expect(closesCircle([...chain, { id: 'back', from: 'n100000', to: 'n0' }]).size).toBe(100_001);
});

describe('a sighting', () => {
  const sighting = (more: object = {}) => ({
    type: 'sighting',
    id: id('sighting'),
    ...MADE,
    sighting_of_ref: id('indicator', 7),
    ...more,
  });

  test('says what of ours was seen, by whom, when and how often', () => {
    const { sightings, unused } = taken(
      identity,
      sighting({
        created_by_ref: identity.id,
        first_seen: '2026-09-01T00:00:00Z',
        last_seen: '2026-09-03T00:00:00Z',
        count: 12,
        description: '12 accounts match it here.',
      }),
    );
    expect(unused).toBe(0);
    expect(sightings).toEqual([
      {
        id: id('sighting'),
        modified: Date.parse(MADE.modified),
        revoked: false,
        of: id('indicator', 7),
        createdBy: identity.id,
        firstSeen: Date.parse('2026-09-01T00:00:00Z'),
        lastSeen: Date.parse('2026-09-03T00:00:00Z'),
        count: 12,
        note: '12 accounts match it here.',
        tlp: 'TLP:AMBER',
      },
    ]);
  });

  test.each<[string, object, string]>([
    ['without what was seen', { sighting_of_ref: undefined }, 'missing'],
    ['with a count below nothing', { count: -1 }, 'count'],
    [
      'that ends before it begins',
      { first_seen: '2026-09-03T00:00:00Z', last_seen: '2026-09-01T00:00:00Z' },
      'time',
    ],
    ['of something that has no id', { sighting_of_ref: 'our indicator' }, 'reference'],
  ])('%s is rejected by itself', (_, more, code) => {
    const { sightings, rejects } = taken(campaign, sighting(more));
    expect(sightings).toEqual([]);
    expect(rejects.map((one) => one.code)).toEqual([code]);
  });
});
