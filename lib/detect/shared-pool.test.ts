import { describe, expect, test } from 'vitest';
import { key64 } from '@/lib/model/hash';
import { type Assessed, sceneOf } from './detect';
import { many, strangers, worldOf } from './fixture';
import type { Group } from './group';
import { assess } from './score';
import { nameSharedPools } from './shared-pool';
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
    scene: sceneOf(world, group, { starts: new Map() }, new Set()),
    assessment: assess([], 20),
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
