import { expect, test } from 'vitest';
import { rowsOf } from './pages';

test('rows of all pages stand in order, as the same array for the same answer', () => {
  const data = { pages: [{ items: [1, 2] }, { items: [3] }], pageParams: ['', 'b'] };
  expect(rowsOf(data)).toEqual([1, 2, 3]);
  expect(rowsOf(data)).toBe(rowsOf(data));
  expect(rowsOf({ ...data, pages: [{ items: [4] }] })).toEqual([4]);
  expect(rowsOf<number>(undefined)).toBe(rowsOf(undefined));
});
