import { expect, test } from 'vitest';
import { bytesOf, type Mark, packMarks, unpackMarks } from './marks';

const MARKS: Mark[] = [
  { start: 0, length: 0, capability: 0, pathway: 255, model: 0, exchanges: 1 },
  { start: 2_591_999, length: 70_000, capability: 12, pathway: 7, model: 3, exchanges: 400 },
];

test('marks come out as they went in, but for counts beyond a byte', () => {
  const columns = unpackMarks(packMarks(MARKS));
  expect(columns.length).toBe(2);
  expect([...columns.starts]).toEqual([0, 2_591_999]);
  expect([...columns.lengths]).toEqual([0, 70_000]);
  expect([...columns.capabilities]).toEqual([0, 12]);
  expect([...columns.pathways]).toEqual([255, 7]);
  expect([...columns.models]).toEqual([0, 3]);
  expect([...columns.exchanges]).toEqual([1, 255]);
});

test('marks within a larger buffer and by way of base64', () => {
  const bytes = packMarks(MARKS);
  const within = new Uint8Array(bytes.length + 7);
  within.set(bytes, 5);
  expect([...unpackMarks(within.subarray(5)).starts]).toEqual([0, 2_591_999]);
  expect(bytesOf(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
});

test('half a mark at the end is no mark', () => {
  expect(unpackMarks(packMarks(MARKS).subarray(0, 20)).length).toBe(1);
});
