import { expect, test } from 'vitest';
import { titleOf } from './title';

test('is two words, the same for the same id, and another when taken', () => {
  const title = titleOf('cmp_a', new Set());
  expect(title).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
  expect(titleOf('cmp_a', new Set())).toBe(title);
  expect(titleOf('cmp_a', new Set([title]))).not.toBe(title);
});

test('five hundred campaigns have five hundred names', () => {
  const taken = new Set<string>();
  for (let i = 0; i < 500; i++) taken.add(titleOf(`cmp_${i}`, taken));
  expect(taken.size).toBe(500);
});
