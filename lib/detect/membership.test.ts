import { describe, expect, test } from 'vitest';
import { type Capability, capabilityIndex } from '@/lib/model/capability';
import { Cells } from './cells';
import { many, strangers, worldOf } from './fixture';
import { refine } from './membership';
import { fits } from './own-contents';
import { addCell, emptyProfile } from './profile';
import { indexWorld } from './world-index';

function profile(param: number, capability: Capability) {
  const made = emptyProfile();
  const rest = { family: 0, system: -1, tool: -1 };
  const cell = { ...rest, param, capability: capabilityIndex(capability), exchanges: 20 };
  addCell(made, Cells.of([[cell]]), 0);
  return made;
}

const NONE = -1;

test.each([
  ['the same parameters', 1, 'general', 1, 0.01, true],
  ['other parameters', 2, 'coding', 9, 1, false],
  ['no parameters, other ends, once each', NONE, 'general', 1, 0.05, false],
  ['no parameters, the same ends, once each in few accounts', NONE, 'coding', 1, 0.05, false],
  ['no parameters, the same ends, again and again', NONE, 'coding', 3, 0.05, true],
  ['no parameters, the same ends, in many accounts', NONE, 'coding', 1, 0.2, true],
  ['no parameters, other ends, again and again in most accounts', NONE, 'general', 4, 0.9, true],
] as const)('a content with %s', (_, param, capability, perUser, share, expected) => {
  expect(fits(profile(param, capability), profile(1, 'coding'), perUser, share)).toBe(expected);
});

describe('refine', () => {
  test('leaves to a pool what its customers send through it', () => {
    const world = worldOf([
      ...many(40, 'pool', (i) => ({
        sends: [
          { family: 'grade', param: 't=0', capability: 'rubric_grading' as const, n: 12 },
          { family: `resold ${i % 4}`, param: 't=1', n: 2 },
        ],
      })),
      ...strangers(200),
    ]);
    const seed = { families: new Set([0]), systems: new Set<number>(), tools: new Set<number>() };
    const refined = refine(indexWorld(world), seed);
    expect(refined?.members.length).toBe(40);
    expect([...(refined?.harvest.families ?? [])]).toEqual([0]);
  });
});
