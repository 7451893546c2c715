import { sceneOf } from '@/lib/detect/detect';
import type { Spec } from '@/lib/detect/fixture';
import { indicatorKey } from '@/lib/model/hash';
import { type Fixture, operation } from './fixtures';

const DAY = 86_400;
const noon = 10 * DAY + 43_200;
/** Six exercises within eighty minutes, from one room. */
const room = (i: number, sittings = [noon]): Partial<Spec> => ({
  sends: [{ family: 'grade', n: 6 * sittings.length }],
  shared: { address_block: '203.0.113.0/24' },
  starts: sittings.map((at) => at + (i % 20) * 120),
});
/** Each of thirty accounts behind six of twelve address blocks. */
function roaming() {
  const { world, group, rhythm } = operation((i) => ({ ...room(i), shared: {} }));
  const shared = Array.from({ length: 12 }, (_, k) => {
    const value = `198.51.${k}.0/24`;
    return {
      kind: 'address_block' as const,
      key: indicatorKey('address_block', value),
      value,
      accounts: Array.from({ length: 30 }, (_, i) => i).filter((i) => (i + k) % 2 === 0),
    };
  });
  return sceneOf({ ...world, shared }, group, () => rhythm, new Set());
}
const block = (i: number) => ({ key: BigInt(i), issuers: [i], presenters: [(i + 1) % 30] });

export const cases: Fixture[] = [
  {
    name: 'a workshop of an afternoon in one room',
    scene: () => operation((i) => room(i)),
    expect: {
      least: -2.5,
      most: -2.2,
      says: /30 of 30 accounts are at one place and do this in one sitting of 38 minutes, 6 times each/,
    },
  },
  {
    name: 'a course that meets once a week in two rooms',
    scene: () =>
      operation((i) => ({
        ...room(i, [noon - 7 * DAY, noon, noon + 7 * DAY]),
        shared: { address_block: i % 2 ? '203.0.113.0/24' : '198.51.100.0/24' },
      })),
    expect: { least: -2.5, most: -2.2, says: /at 2 places and do this in 3 sittings/ },
  },
  {
    name: 'an exam whose addresses are missing for one in eight',
    scene: () => operation((i) => (i % 8 ? room(i) : { ...room(i), shared: {} })),
    expect: { least: -2.5, most: -2.2, says: /26 of 30/ },
  },
  {
    name: 'a burst of two hours from addresses all over',
    scene: () => operation((i) => ({ ...room(i), shared: { address_block: `198.51.${i}.0/24` } })),
    expect: null,
  },
  {
    name: 'a burst of two hours in which every account changes from one network to the next',
    scene: roaming,
    expect: null,
  },
  {
    name: 'one sitting in one place that presents the reasoning of others',
    scene: () => operation((i) => room(i), { blocks: Array.from({ length: 30 }, (_, i) => block(i)) }),
    expect: null,
  },
  {
    name: 'one sitting in one place that asks for hidden reasoning',
    scene: () =>
      operation((i) => ({
        ...room(i),
        sends: [{ family: 'grade', capability: 'trace_extraction', n: 6 }],
      })),
    expect: null,
  },
  {
    name: 'one sitting in one place on five cards',
    scene: () =>
      operation((i) => ({
        ...room(i),
        shared: { address_block: '203.0.113.0/24', payment_fingerprint: `card-${i % 5}` },
      })),
    expect: null,
  },
  {
    name: 'batches from one host every eight hours',
    scene: () =>
      operation((i) =>
        room(
          i,
          Array.from({ length: 9 }, (_, k) => noon + k * 28_800),
        ),
      ),
    expect: null,
  },
  {
    name: 'an hour from one host every day for weeks',
    scene: () =>
      operation((i) =>
        room(
          i,
          Array.from({ length: 12 }, (_, k) => (k + 2) * DAY),
        ),
      ),
    expect: null,
  },
  {
    name: 'a burst in one place that goes on from there day and night',
    scene: () => operation((i) => room(i, [noon, noon + DAY + i * 9_000, noon + 5 * DAY + i * 9_000])),
    expect: null,
  },
  { name: 'nothing known of when or where', scene: () => operation(), expect: null },
];
