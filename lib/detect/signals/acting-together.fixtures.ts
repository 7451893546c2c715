import { many, sceneFor, strangers } from '@/lib/detect/fixture';
import type { Unison } from '@/lib/detect/unison';
import { type Fixture, operation } from './fixtures';

function pairs(accounts: number, together: number): Unison[] {
  return Array.from({ length: accounts - 1 }, (_, a) => ({
    a,
    b: a + 1,
    together,
    expected: 0.2,
    weight: together * Math.log(together / 0.2) - together,
    keys: [1n],
    acts: [together, together] as [number, number],
  }));
}

/** Two accounts and 58 strangers. */
function alone(together: number) {
  const scene = sceneFor(
    [...many(2, 'member', () => ({ sends: [{ n: 20 }] })), ...strangers(58)],
    'member',
    {},
  );
  return { ...scene, world: { ...scene.world, unison: pairs(2, together) } };
}

export const cases: Fixture[] = [
  {
    name: 'six accounts that meet ten times',
    scene: () => {
      const scene = sceneFor(
        [...many(6, 'member', () => ({ sends: [{ n: 20 }] })), ...strangers(50)],
        'member',
        {},
      );
      return { ...scene, world: { ...scene.world, unison: pairs(6, 10) } };
    },
    expect: { least: 5, most: 7, says: /6 of 6 accounts send the same prompts within a minute/ },
  },
  {
    name: 'two of thirty who met three times',
    scene: () => {
      const scene = operation();
      return { ...scene, world: { ...scene.world, unison: pairs(2, 3) } };
    },
    expect: { least: 0, most: 0.5 },
  },
  {
    name: 'two alone who met five times, as the best of all pairs of sixty may',
    scene: () => alone(5),
    expect: { least: 1.5, most: 3 },
  },
  {
    name: 'two alone who met twenty times',
    scene: () => alone(20),
    expect: { least: 6, most: 7, says: /2 of 2 accounts/ },
  },
  { name: 'nobody meets', scene: () => operation(), expect: null },
];
