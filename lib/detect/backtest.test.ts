import { expect, test } from 'vitest';
import { agreement, type Decided } from './backtest';
import type { Group } from './group';

const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => BigInt(from + i));
const found = (from: number, to: number) => ({
  group: { members: keys(from, to).map((key) => ({ account: Number(key) })) } as unknown as Group,
});
const decided = (id: string, status: Decided['status'], from: number, to: number): Decided => ({
  id,
  title: id,
  status,
  accounts: keys(from, to),
});
/** Accounts from 100 on sent nothing. */
const place = (key: bigint) => (key < 100n ? Number(key) : null);

test('what people decided is held against what either configuration finds', () => {
  const judged = {
    decided: [
      decided('kept', 'confirmed', 0, 10),
      decided('lost', 'confirmed', 20, 30),
      decided('silent', 'confirmed', 95, 120),
      decided('wrong', 'dismissed', 40, 50),
      decided('right', 'dismissed', 60, 70),
    ],
    cleared: [5n, 45n, 99n, 150n],
  };
  const live = [found(0, 8), found(20, 26)];
  const other = [found(0, 5), found(20, 24), found(38, 52)];
  expect(agreement(judged, place, live, other)).toEqual({
    confirmed: { known: 2, live: 2, other: 1, missed: [{ id: 'lost', title: 'lost' }] },
    dismissed: { known: 2, live: 0, other: 1, raised: [{ id: 'wrong', title: 'wrong' }] },
    reinstated: { known: 3, live: 1, other: 1, named: [45n] },
  });
});
