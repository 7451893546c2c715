import { describe, expect, test } from 'vitest';
import type { StixObject } from '@/lib/export/stix/object';
import { type Head, idsIn, isOwned, type NewVersion, newVersions, revokedVersion } from './versions';

const T1 = '2026-11-01T00:00:00.000Z';
const T2 = '2026-11-02T00:00:00.000Z';
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const INDICATOR = `indicator--${uuid(1)}`;
const CAMPAIGN = `campaign--${uuid(2)}`;

const object = (id: string, more: object = {}): StixObject => ({
  type: id.slice(0, id.indexOf('--')),
  spec_version: '2.1',
  id,
  created: T1,
  modified: T1,
  ...more,
});
const relationship = object(`relationship--${uuid(3)}`, { source_ref: INDICATOR, target_ref: CAMPAIGN });
const address: StixObject = {
  type: 'ipv4-addr',
  spec_version: '2.1',
  id: `ipv4-addr--${uuid(4)}`,
  value: '192.0.2.1',
};

/** What stands after versions were added. */
function headsAfter(versions: readonly NewVersion[], before = new Map<string, Head>()): Map<string, Head> {
  return new Map([...before, ...versions.map((v) => [v.base, { ...v, version: v.version ?? T1 }] as const)]);
}
const say = (objects: StixObject[], heads = new Map<string, Head>()) =>
  newVersions(objects, heads, 'campaign:c');
const bodies = (versions: readonly NewVersion[]) => versions.map((v) => JSON.parse(v.object) as StixObject);

describe('the versions that objects add', () => {
  test('are all of them where nothing was said', () => {
    const versions = say([object(CAMPAIGN), address]);
    expect(versions).toMatchObject([
      { base: CAMPAIGN, id: CAMPAIGN, generation: 0, owner: 'campaign:c', version: T1, revoked: false },
      { base: address.id, id: address.id, owner: null, version: null },
    ]);
    expect(bodies(versions)).toEqual([object(CAMPAIGN), address]);
  });

  test('are none for what says the same, at another time too', () => {
    const heads = headsAfter(say([object(CAMPAIGN), address]));
    expect(say([object(CAMPAIGN, { modified: T2 }), address], heads)).toEqual([]);
  });

  test.each([
    ['the time of the new one', T2, T2],
    ['a millisecond later when that is no later', T1, '2026-11-01T00:00:00.001Z'],
  ])('say something new at %s', (_, modified, version) => {
    const heads = headsAfter(say([object(CAMPAIGN)]));
    const versions = say([object(CAMPAIGN, { name: 'Other', modified })], heads);
    expect(versions).toMatchObject([{ id: CAMPAIGN, version }]);
    expect(bodies(versions)).toMatchObject([{ modified: version, name: 'Other' }]);
  });

  test('are none for a marking that is there, since it cannot change', () => {
    const marking = { ...object(`marking-definition--${uuid(5)}`), modified: undefined };
    const first = say([marking]);
    expect(first).toMatchObject([{ version: T1, owner: null }]);
    expect(say([{ ...marking, name: 'Other' }], headsAfter(first))).toEqual([]);
  });

  test('bring what was revoked back under another id, in what refers to it too', () => {
    const heads = headsAfter(say([object(INDICATOR), object(CAMPAIGN), relationship]));
    const revoked = ['0', '2'].map((place) => {
      const head = [...heads.values()][Number(place)] as Head;
      return revokedVersion(
        head,
        JSON.stringify(place === '0' ? object(INDICATOR) : relationship),
        new Date(T2),
      );
    });
    expect(revoked).toMatchObject([
      { id: INDICATOR, version: T2, revoked: true },
      { id: relationship.id, version: T2, revoked: true },
    ]);
    const later = headsAfter(revoked, heads);
    const back = say([object(INDICATOR), object(CAMPAIGN), relationship], later);
    expect(back.map(({ base }) => base)).toEqual([INDICATOR, relationship.id]);
    const [indicator, link] = bodies(back);
    expect(indicator?.id).toMatch(/^indicator--/);
    expect(indicator?.id).not.toBe(INDICATOR);
    expect(link).toMatchObject({ source_ref: indicator?.id, target_ref: CAMPAIGN });
    expect(link?.id).not.toBe(relationship.id);
    // And from then on it is that one.
    const again = say([object(INDICATOR, { name: 'Other' })], headsAfter(back, later));
    expect(again).toMatchObject([{ base: INDICATOR, id: indicator?.id, generation: 1 }]);
  });

  test('are none for what comes revoked and is', () => {
    const first = say([object(INDICATOR, { revoked: true })]);
    expect(first).toMatchObject([{ revoked: true }]);
    expect(say([object(INDICATOR, { revoked: true, name: 'x' })], headsAfter(first))).toEqual([]);
  });

  test('refer to what is not said again as it stands', () => {
    const heads = headsAfter(say([object(INDICATOR)]));
    const gone = headsAfter(
      [revokedVersion([...heads.values()][0] as Head, JSON.stringify(object(INDICATOR)), new Date(T2))],
      heads,
    );
    expect(bodies(say([relationship], gone))).toMatchObject([{ source_ref: INDICATOR }]);
  });
});

test('a revocation is later than what it takes back, whatever the clock says', () => {
  const head = { ...(say([object(INDICATOR)])[0] as NewVersion), version: T2 } as Head;
  const taken = revokedVersion(head, JSON.stringify(object(INDICATOR, { name: 'n' })), new Date(T1));
  expect(JSON.parse(taken.object)).toMatchObject({
    name: 'n',
    revoked: true,
    modified: '2026-11-02T00:00:00.001Z',
  });
});

test('what says the same whoever says it belongs to nobody', () => {
  const owned = [object(INDICATOR), relationship, object(`course-of-action--${uuid(6)}`)].map(isOwned);
  const general = [address, object(`identity--${uuid(7)}`), object(`attack-pattern--${uuid(8)}`)].map(
    isOwned,
  );
  expect([...owned, ...general]).toEqual([true, true, true, false, false, false]);
});

test('the ids in an object are its own and those it refers to, and no other text', () => {
  const ids = idsIn([{ ...relationship, description: `see ${CAMPAIGN}`, object_refs: [CAMPAIGN, 'no-id'] }]);
  expect(ids.sort()).toEqual([CAMPAIGN, INDICATOR, relationship.id].sort());
});
