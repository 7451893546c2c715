import { describe, expect, it } from 'vitest';
import type { AccountTimeline } from '@/lib/model/console/account';
import { momentWindow, timelineStops } from './timeline-lanes';

const FROM = Date.parse('2026-11-16T00:00:00.000Z');
const HOUR = 3_600_000;

function timeline(over: Partial<AccountTimeline>): AccountTimeline {
  return {
    from: new Date(FROM).toISOString(),
    to: new Date(FROM + 30 * HOUR).toISOString(),
    bucket_seconds: 3600,
    buckets: [],
    marks: null,
    ...over,
  } as AccountTimeline;
}

const mark = (minutes: number) => ({
  at: new Date(FROM + minutes * 60_000).toISOString(),
  capability: 'coding' as const,
  model: 0,
});
const bucket = (at: number) => ({ at, capability: 'coding' as const, exchanges: 4 });

describe('the moments of a timeline', () => {
  it('are its exchanges, each once and in order', () => {
    expect(timelineStops(timeline({ marks: [mark(9), mark(3), mark(9)] }))).toEqual(
      [3, 9].map((minutes) => FROM + minutes * 60_000),
    );
  });

  it('are the middles of the buckets that hold any', () => {
    expect(timelineStops(timeline({ buckets: [bucket(2), bucket(2), bucket(0)] }))).toEqual([
      FROM + HOUR / 2,
      FROM + 2.5 * HOUR,
    ]);
  });
});

describe('what a moment stands for', () => {
  it('is its bucket', () => {
    expect(momentWindow(timeline({ buckets: [bucket(2)] }), FROM + 2.5 * HOUR)).toEqual({
      from: FROM + 2 * HOUR,
      to: FROM + 3 * HOUR,
    });
  });

  it.each([
    [30 * HOUR, HOUR / 2],
    [HOUR / 60, 30_000],
    [9_000 * HOUR, 3 * HOUR],
  ])('is the neighbourhood of its mark: of a range of %d ms, %d ms on each side', (span, half) => {
    const whole = timeline({ marks: [], to: new Date(FROM + span).toISOString() });
    const at = FROM + span / 2;
    expect(momentWindow(whole, at)).toEqual({ from: at - half, to: at + half });
  });

  it('stays within the range', () => {
    expect(momentWindow(timeline({ marks: [] }), FROM).from).toBe(FROM);
  });
});
