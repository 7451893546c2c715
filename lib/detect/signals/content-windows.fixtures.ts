import { strangers } from '@/lib/detect/fixture';
import type { Usage } from '@/lib/detect/snapshot';
import { CAPABILITIES } from '@/lib/model/capability';
import { type Fixture, operation } from './fixtures';

const usage = (asked: number[]): Usage => ({
  hours: 10,
  busiestHour: 5,
  firstDay: 0,
  rpmLimit: null,
  asked,
  answered: asked,
});
/** What customers ask for: mostly chat, and one other kind of task each. */
const mixed = (i: number) => ({
  sends: [
    { n: 25 - (i % 9), capability: 'general' as const },
    { n: 9 + (i % 9), capability: CAPABILITIES[i % CAPABILITIES.length] ?? ('general' as const) },
  ],
});
const others = strangers(200, mixed);
const known = (scene = operation(() => ({}), {}, others), all = true) => {
  const members = new Set(scene.group.members.map(({ account }) => account));
  const entries = scene.world.accounts.map(
    (_, account) =>
      [
        account,
        usage(!all && members.has(account) ? [0, 0, 0, 0, 0, 0] : [0, account % 3, 5, account % 5, 0, 0]),
      ] as const,
  );
  return { ...scene, rhythm: { ...scene.rhythm, usage: new Map(entries) } };
};

export const cases: Fixture[] = [
  {
    name: 'two scaffolded tasks only',
    scene: () => known(),
    expect: { least: 0.1, most: 0.8, says: /more than any of 60 random groups/ },
  },
  {
    name: 'what everybody sends',
    scene: () => known(operation(mixed, {}, others)),
    expect: null,
  },
  {
    name: 'members whose tokens nobody wrote down, and who send what everybody does',
    scene: () => known(operation(mixed, {}, others), false),
    expect: null,
  },
  { name: 'nothing known of others', scene: () => operation(), expect: null },
];
