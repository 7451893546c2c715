import { DAY, SINCE } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const ban = SINCE + 15 * DAY;
const second = (15 * DAY) / 1000;

export const cases: Fixture[] = [
  {
    name: 'ten are banned, twenty begin within hours',
    scene: () =>
      operation((i) =>
        i < 10
          ? { facts: { status: 'banned', statusAt: ban }, starts: [i * 50] }
          : { starts: [second + 1800 + i * 300] },
      ),
    expect: { least: 2, most: 3.5, says: /after 10 bans in the group, 20 accounts/ },
  },
  {
    name: 'ten are banned, the others had begun long before',
    scene: () =>
      operation((i) =>
        i < 10 ? { facts: { status: 'banned', statusAt: ban }, starts: [i * 50] } : { starts: [i * 4000] },
      ),
    expect: null,
  },
];
