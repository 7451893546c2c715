import { strangers } from '@/lib/detect/fixture';
import type { Usage } from '@/lib/detect/snapshot';
import { type Fixture, operation } from './fixtures';

const limits = (busiest: number, rpmLimit: number | null) => {
  const scene = operation();
  const members = new Set(scene.group.members.map(({ account }) => account));
  const entries = scene.world.accounts.map<[number, Usage]>((_, account) => [
    account,
    {
      hours: 10,
      busiestHour: members.has(account) ? busiest : 20,
      firstDay: 0,
      rpmLimit,
      asked: [],
      answered: [],
    },
  ]);
  return { ...scene, rhythm: { ...scene.rhythm, usage: new Map(entries) } };
};

export const cases: Fixture[] = [
  {
    name: 'twice a day what others of the plan send',
    scene: () => operation(() => ({ facts: { exchanges: 400, days: 10 } })),
    expect: { least: 0.4, most: 0.5, says: /30 of 30 accounts send more on a working day than nine in ten/ },
  },
  {
    name: 'as busy as others of the plan',
    scene: () => operation((i) => ({ facts: { exchanges: 5 + ((i * 7) % 40), days: 20 } })),
    expect: null,
  },
  {
    name: 'near the limit of the plan in the busiest hour',
    scene: () => {
      const scene = limits(250, 5);
      for (const { account } of scene.group.members) {
        const own = scene.world.accounts[account];
        if (own) own.plan = null;
      }
      return scene;
    },
    expect: { least: 0.4, most: 0.5, says: /at least 70% of what their plan allows/ },
  },
  {
    name: 'no plan and no limit known',
    scene: () =>
      operation(
        () => ({ facts: { plan: null } }),
        {},
        strangers(200, () => ({ facts: { plan: null } })),
      ),
    expect: null,
  },
];
