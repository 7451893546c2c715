import { describe, expect, test, vi } from 'vitest';
import { Admission, turnedAway } from './admission';

const LIMITS = { bodies: 2, bytes: 100, waiting: 3, patience: 60_000 };

/** Asks for places and tells who got in, who was turned away and who waits. */
function scene(limits = LIMITS) {
  const admission = new Admission(limits);
  const events: string[] = [];
  const leave = new Map<string, () => void>();
  const ask = async (name: string, bytes = 10, signal?: AbortSignal) => {
    void admission.enter(name[0] ?? '', bytes, signal).then(
      (done) => {
        events.push(`${name} in`);
        leave.set(name, done);
      },
      () => events.push(`${name} away`),
    );
    await settled();
  };
  const done = async (name: string) => {
    leave.get(name)?.();
    await settled();
  };
  return { admission, events, ask, done };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('admission', () => {
  test('lets in as many as can be worked on, the others in the order they came', async () => {
    const { events, ask, done, admission } = scene();
    for (const name of ['a1', 'a2', 'a3', 'a4']) await ask(name);
    expect(events).toEqual(['a1 in', 'a2 in']);
    expect(admission.state).toEqual({ inside: 2, waiting: 2, bytes: 20 });
    await done('a2');
    await done('a2');
    expect(events).toEqual(['a1 in', 'a2 in', 'a3 in']);
    await done('a1');
    expect(events.at(-1)).toBe('a4 in');
  });

  test('gives the next place to whoever has least under way', async () => {
    const { events, ask, done } = scene();
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1']) await ask(name);
    await done('a1');
    expect(events).toEqual(['a1 in', 'a2 in', 'b1 in']);
    await done('a2');
    expect(events.at(-1)).toBe('a3 in');
  });

  test('turns away the newest of whoever has most waiting', async () => {
    const { events, ask } = scene();
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) await ask(name);
    expect(events).toEqual(['a1 in', 'a2 in']);
    await ask('a6');
    expect(events.at(-1)).toBe('a6 away');
    await ask('b1');
    expect(events.at(-1)).toBe('a5 away');
    await ask('b2');
    await ask('c1');
    expect(events).toEqual(['a1 in', 'a2 in', 'a6 away', 'a5 away', 'b2 away', 'a4 away']);
  });

  test('counts bytes too, but lets one that is larger than all of it in alone', async () => {
    const { events, ask, done } = scene();
    await ask('a1', 60);
    await ask('b1', 60);
    expect(events).toEqual(['a1 in']);
    await done('a1');
    expect(events).toEqual(['a1 in', 'b1 in']);
    await done('b1');
    await ask('c1', 5_000);
    await ask('a2', 1);
    expect(events).toEqual(['a1 in', 'b1 in', 'c1 in']);
    await done('c1');
    expect(events.at(-1)).toBe('a2 in');
  });

  test('loses patience, and forgets who left', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { events, ask, admission } = scene();
      const leaving = new AbortController();
      await ask('a1');
      await ask('a2');
      await ask('a3');
      await ask('b1', 10, leaving.signal);
      leaving.abort();
      await settled();
      expect(events.at(-1)).toBe('b1 away');
      vi.advanceTimersByTime(LIMITS.patience);
      await settled();
      expect(events.at(-1)).toBe('a3 away');
      expect(admission.state.waiting).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([
    [0, 1],
    [0.2, 1],
    [3.1, 4],
    [900, 60],
  ])('says to come again after %d s in %d s', (wait, says) => {
    expect(turnedAway(wait)).toMatchObject({ code: 'busy', facts: { retry_after: says } });
  });
});
