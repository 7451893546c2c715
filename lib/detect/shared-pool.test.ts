import { describe, expect, test } from 'vitest';
import type { Action } from '@/lib/model/campaign';
import { key64 } from '@/lib/model/hash';
import { type Assessed, sceneOf } from './detect';
import { many, strangers, worldOf } from './fixture';
import type { Group } from './group';
import { assess } from './score';
import { nameSharedPools, withoutResold } from './shared-pool';
import type { Snapshot } from './snapshot';

function campaign(world: Snapshot, prefix: string, family: string): Assessed {
  const harvest = {
    families: new Set([world.families.findIndex(({ key }) => key === key64(family))]),
    systems: new Set<number>(),
    tools: new Set<number>(),
    capabilities: new Set<number>(),
  };
  const members = world.accounts.flatMap(({ id }, account) =>
    id.startsWith(prefix) ? [{ account, membership: 0.9, harvest: 9 }] : [],
  );
  const group: Group = { name: family, origin: 'content', members, harvest };
  return {
    group,
    scene: sceneOf(world, group, () => ({ starts: new Map() }), new Set()),
    assessment: assess([], 20),
    findings: [],
  };
}

const world = worldOf([
  ...many(20, 'pool', () => ({
    sends: [
      { family: 'replay', capability: 'trace_extraction', n: 10 },
      { family: 'build', capability: 'coding', n: 20 },
      { n: 70 },
    ],
  })),
  ...many(20, 'other', () => ({ sends: [{ family: 'grade', capability: 'rubric_grading', n: 10 }] })),
  ...strangers(100),
]);
const said = (found: readonly Assessed[]) =>
  nameSharedPools(world, found).map(({ assessment }) => assessment.evidence.map(({ summary }) => summary));

describe('nameSharedPools', () => {
  test('says what share of a pool is whose harvest', () => {
    const [first, second] = said([campaign(world, 'pool', 'replay'), campaign(world, 'pool', 'build')]);
    expect(first).toEqual([
      '20 of 20 accounts work for another campaign as well. Of what the accounts send, 10% is this customer’s harvest, for hidden reasoning traces, 20% another customer’s, who goes for code, and 70% neither’s.',
    ]);
    expect(second?.[0]).toMatch(/20% is this customer’s harvest, for code, 10% another customer’s/);
  });

  test('says nothing of campaigns with accounts of their own', () => {
    expect(said([campaign(world, 'pool', 'replay'), campaign(world, 'other', 'grade')])).toEqual([[], []]);
  });

  test('weighs nothing', () => {
    const [one] = nameSharedPools(world, [
      campaign(world, 'pool', 'replay'),
      campaign(world, 'pool', 'build'),
    ]);
    expect(one?.assessment.evidence.map(({ log_odds }) => log_odds)).toEqual([0]);
  });
});

describe('withoutResold', () => {
  const resale = worldOf([
    ...many(20, 'pool', (i) => ({
      sends: [
        { family: 'replay', capability: 'trace_extraction', n: 10 },
        ...(i < 10
          ? [{ family: 'chat', n: 20 } as const, { family: 'build', capability: 'coding', n: 5 } as const]
          : []),
      ],
    })),
    ...many(10, 'other', () => ({ sends: [{ family: 'chat', n: 20 }] })),
    ...strangers(100),
  ]);
  const stepped = (prefix: string, family: string, action: Action) => {
    const one = campaign(resale, prefix, family);
    return { ...one, assessment: { ...one.assessment, action } };
  };
  const kept = (found: readonly Assessed[]) => withoutResold(resale, found).map(({ group }) => group.name);
  const pool = stepped('pool', 'replay', 'suspend');

  test.each<[string, Assessed, boolean]>([
    ['an ordinary customer of a pool that stands as a campaign', stepped('pool', 'chat', 'watch'), false],
    ['one about whom more is recommended', stepped('pool', 'chat', 'verify'), true],
    ['one who is after something', stepped('pool', 'build', 'watch'), true],
    ['one with accounts of its own', stepped('other', 'chat', 'watch'), true],
  ])('%s', (_, one, stays) => {
    expect(kept([pool, one])).toEqual(stays ? [pool.group.name, one.group.name] : [pool.group.name]);
  });

  test('nobody, when the pool itself is only watched', () => {
    expect(kept([stepped('pool', 'replay', 'watch'), stepped('pool', 'chat', 'watch')])).toEqual([
      'replay',
      'chat',
    ]);
  });
});
