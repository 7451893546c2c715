import { describe, expect, it } from 'vitest';
import { SESSION_PAUSE_MS, type SessionMember, sessionsOf } from './session';

const MINUTE = 60_000;
const at = (minutes: number, session: string | null = null): SessionMember => ({
  at: minutes * MINUTE,
  session,
});
const shape = (members: SessionMember[]) =>
  sessionsOf(members).map(({ began, ended, members: all }) => [began / MINUTE, ended / MINUTE, all.length]);

describe('sessionsOf', () => {
  it('has no session for no exchange', () => {
    expect(sessionsOf([])).toEqual([]);
  });

  it('cuts where nothing was sent for half an hour, and not a moment sooner', () => {
    expect(shape([at(0), at(29.9), at(60), at(90)])).toEqual([
      [90, 90, 1],
      [60, 60, 1],
      [0, 29.9, 2],
    ]);
    expect(SESSION_PAUSE_MS).toBe(30 * MINUTE);
  });

  it('keeps what names one session together however long it pauses and however others interleave', () => {
    expect(shape([at(0, 'a'), at(5, 'b'), at(200, 'a'), at(10, 'b')])).toEqual([
      [0, 200, 2],
      [5, 10, 2],
    ]);
  });

  it('does not let a named session split a run of unnamed exchanges', () => {
    expect(shape([at(0), at(10, 'a'), at(20)])).toEqual([
      [0, 20, 2],
      [10, 10, 1],
    ]);
  });

  it('does not mind the order in which exchanges come', () => {
    const members = [at(0), at(10), at(100), at(110), at(50, 's')];
    expect(shape(members.toReversed())).toEqual(shape(members));
  });
});
