import { expect, test } from 'vitest';
import { compare, type ReceiptLine } from './truth';

const line = (n: number, more: Partial<ReceiptLine> = {}): ReceiptLine => ({
  account_id: `a-${n}`,
  result: 'applied',
  status_now: 'banned',
  order_id: `o-${n}`,
  order_status: 'delivered',
  ...more,
});
const good = {
  accounts: ['a-1', 'a-2'],
  receipt: [line(1), line(2)],
  done: new Map([
    ['o-1', 'a-1'],
    ['o-2', 'a-2'],
  ]),
};

test('what is whole has nothing untrue', () => {
  expect(compare(good)).toEqual([]);
});

test.each([
  ['a line lost', { receipt: [line(1)] }, /does not name a-2/],
  ['a line doubled', { receipt: [line(1), line(2), line(2)] }, /names a-2 twice/],
  ['somebody nobody meant', { accounts: ['a-1'] }, /names a-2, which nobody meant/],
  ['an order that never came', { done: new Map([['o-1', 'a-1']]) }, /knows no order o-2 about a-2/],
  [
    'an order of another account',
    { receipt: [line(1, { order_id: 'o-2' }), line(2)] },
    /no order o-2 about a-1/,
  ],
  [
    'two keys for one account',
    { done: new Map([...good.done, ['o-3', 'a-2']]) },
    /twice of a-2, by two keys/,
  ],
  ['a result that is none', { receipt: [line(1), line(2, { result: 'pending' })] }, /says pending/],
  ['an order on its way', { receipt: [line(1), line(2, { order_status: 'pending' })] }, /pending of a-2/],
] as const)('%s is told', (_, more, expected) => {
  expect(compare({ ...good, ...more }).join('\n')).toMatch(expected);
});
