import { expect, test } from 'vitest';
import { RateLimit } from './limit';

const taken = (limit: RateLimit, caller: string, times: number, now: number) =>
  Array.from({ length: times }, () => {
    try {
      limit.take(caller, now);
      return true;
    } catch {
      return false;
    }
  }).filter(Boolean).length;

test('lets a burst through, then a steady flow, each caller by themselves', () => {
  const limit = new RateLimit({ perSecond: 2, burst: 5 });
  expect(taken(limit, 'a', 9, 0)).toBe(5);
  expect(taken(limit, 'b', 1, 0)).toBe(1);
  expect(taken(limit, 'a', 9, 1_000)).toBe(2);
  expect(taken(limit, 'a', 9, 1_400)).toBe(0);
  expect(taken(limit, 'a', 9, 1_500)).toBe(1);
  expect(taken(limit, 'a', 9, 3_600_000)).toBe(5);
});

test('says how long to wait, and is not fooled by a clock that goes back', () => {
  const limit = new RateLimit({ perSecond: 0.1, burst: 1 });
  limit.take('a', 50_000);
  expect(() => limit.take('a', 50_000)).toThrow(
    expect.objectContaining({ code: 'busy', facts: { retry_after: 10 } }),
  );
  expect(taken(limit, 'a', 1, 0)).toBe(0);
});

test('remembers no more callers than it has room for', () => {
  const limit = new RateLimit({ perSecond: 0.001, burst: 1 });
  for (let i = 0; i < 30_000; i++) limit.take(`caller ${i}`, 0);
  expect(taken(limit, 'caller 29999', 1, 0)).toBe(0);
  expect(taken(limit, 'caller 0', 1, 0)).toBe(1);
});
