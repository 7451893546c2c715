import { expect, test } from 'vitest';
import type { LinksPicture } from '@/lib/model/console/links';
import { columnsOf } from './columns';

const picture = (accounts: readonly number[], hubs: readonly number[] = []): LinksPicture => ({
  stale: false,
  members: 100,
  outside: 1_000,
  graph: { groups: [], ties: [], left_out: { groups: 0, accounts: 0, ties: 0 } },
  links: accounts.map((n, position) => ({
    position,
    kind: 'device',
    value: `v${position}`,
    label: `v${position}`,
    filter: `device:v${position}`,
    accounts: n,
    outside: 0,
    log_odds: 1,
    hub: hubs.includes(position),
  })),
});

test.each([
  ['three that all show, then those that tell apart', [100, 99, 98, 97, 40, 30], [], [], [0, 1, 2, 4, 5, 3]],
  ['what was isolated and pinned comes first, each once', [100, 40, 30], [2], [1, 2], [2, 1, 0]],
  ['no hub by itself', [100, 40], [], [], [0]],
])('%s', (name, accounts, isolated, pinned, columns) => {
  const hubs = name.startsWith('no hub') ? [1] : [];
  expect(columnsOf(picture(accounts, hubs), isolated, pinned).map(({ position }) => position)).toEqual(
    columns,
  );
});
