import { describe, expect, test } from 'vitest';
import { many, type Spec, sceneFor, strangers, UNTIL } from './fixture';
import { draftMembers } from './members';
import type { Assessment } from './score';

const SUSPEND: Assessment = {
  evidence: [],
  coordination: 1,
  extraction: 1,
  score: 1,
  action: 'suspend',
  kinds: [],
};

/** The step for one of thirty, all others of which run by one program or by none known, while every twentieth stranger sends the scaffold. */
function stepFor(odd: Partial<Spec>, param: string | undefined): string | undefined {
  const scene = sceneFor(
    [
      ...many(30, 'member', (i) => ({
        sends: [{ family: 'grade', param, n: 20 }],
        created: 30 + i * 7,
        ...(i === 0 ? { sends: [{ family: 'grade', n: 20 }], ...odd } : {}),
      })),
      ...strangers(200, (i) => (i % 20 ? {} : { sends: [{ family: 'grade', n: 3 }] })),
    ],
    'member',
    { families: ['grade'] },
  );
  const counts = new Map(
    scene.group.members.map(({ account }) => [
      scene.world.accounts[account]?.key as bigint,
      { exchanges: 20, harvest: 20, joined: new Date(UNTIL - 9e8), last: new Date(UNTIL) },
    ]),
  );
  const key = scene.world.accounts[scene.group.members[0]?.account as number]?.key;
  return draftMembers(scene, SUSPEND, counts).find((one) => one.key === key)?.action;
}

const own = { sends: [{ family: 'grade', param: 'its own', n: 20 }] };

describe('the step for one account of a group', () => {
  test.each<[string, Partial<Spec>, string | undefined, string]>([
    ['runs by the same program', { sends: [{ family: 'grade', param: 'job', n: 20 }] }, 'job', 'suspend'],
    ['runs it by a program of its own', own, 'job', 'watch'],
    ['has nothing else in common, like all others', {}, undefined, 'verify'],
    [
      'belongs to a verified organization',
      { facts: { verified: 'organization' }, sends: [{ family: 'grade', param: 'job', n: 20 }] },
      'job',
      'verify',
    ],
  ])('that %s', (_, odd, param, action) => {
    expect(stepFor(odd, param)).toBe(action);
  });
});
