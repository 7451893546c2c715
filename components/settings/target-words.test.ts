import { describe, expect, test } from 'vitest';
import type { TargetRow } from '@/lib/model/console/target';
import { targetState } from './target-words';

const now = Date.parse('2026-10-01T12:00:00.000Z');
const target: TargetRow = {
  id: 't',
  kind: 'webhook',
  name: 'Gateway',
  url: 'https://hooks.example.org/',
  key_from: null,
  test: false,
  per_second: null,
  paused_at: null,
  created_at: '2026-09-01T12:00:00.000Z',
  tested_at: null,
  test_ok: null,
  test_said: null,
  held_until: null,
  held_why: null,
  last_taken_at: null,
  version: 1,
  waiting: 0,
  waiting_since: null,
  dead: 0,
  replaying: false,
};
const old = { waiting: 3, waiting_since: '2026-10-01T11:00:00.000Z' };

describe('how a target does', () => {
  test.each<[Partial<TargetRow>, string, RegExp | null]>([
    [{}, 'delivering', null],
    [{ kind: 'pull', url: null }, 'open', null],
    [{ test: true }, 'test mode', /marked as test/],
    [{ waiting: 3, waiting_since: '2026-10-01T11:59:00.000Z' }, 'delivering', null],
    [old, 'behind', /3 orders could not be delivered/],
    [{ ...old, kind: 'pull' }, 'behind', /Nobody has fetched/],
    [{ ...old, test: true }, 'behind', /3 orders/],
    [{ ...old, held_until: '2026-10-01T12:05:00.000Z' }, 'failing', /1 Oct 12:05/],
    [{ held_until: '2026-10-01T11:55:00.000Z' }, 'delivering', null],
    [
      { ...old, held_until: '2026-10-01T12:05:00.000Z', paused_at: '2026-10-01T10:00:00.000Z' },
      'paused',
      /1 Oct 10:00/,
    ],
  ])('%j is %s', (facts, word, why) => {
    const state = targetState({ ...target, ...facts }, now);
    expect(state.word).toBe(word);
    if (why === null) expect(state.why).toBeNull();
    else expect(state.why).toMatch(why);
  });
});
