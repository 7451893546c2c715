import { describe, expect, it } from 'vitest';
import { CLAIM_MS, isHeld, LONGEST_SNOOZE_MS, RENEW_BELOW_MS, snoozeChoices } from './queue';

describe('when a snoozed alert wakes', () => {
  it.each([
    ['2026-11-18T14:20:00Z', '2026-11-19T08:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['2026-11-22T23:59:00Z', '2026-11-23T08:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T00:10:00Z', '2026-11-24T08:00:00.000Z', '2026-11-30T08:00:00.000Z'],
  ])('at %s tomorrow and Monday are mornings to come', (now, tomorrow, monday) => {
    const choices = snoozeChoices(Date.parse(now));
    expect(choices[2]?.until).toBe(tomorrow);
    expect(choices[3]?.until).toBe(monday);
  });

  it('is always ahead, and never longer than may be', () => {
    for (let hour = 0; hour < 24 * 8; hour++) {
      const now = Date.parse('2026-11-20T00:00:00Z') + hour * 3_600_000;
      for (const { until } of snoozeChoices(now)) {
        expect(Date.parse(until)).toBeGreaterThan(now);
        expect(Date.parse(until) - now).toBeLessThanOrEqual(LONGEST_SNOOZE_MS);
      }
    }
  });
});

describe('a claim', () => {
  it('holds until its time and not at it', () => {
    const until = '2026-11-18T14:50:00.000Z';
    expect(isHeld(until, Date.parse(until) - 1)).toBe(true);
    expect(isHeld(until, Date.parse(until))).toBe(false);
    expect(isHeld(null, 0)).toBe(false);
  });

  it('is renewed well before it runs out', () => {
    expect(RENEW_BELOW_MS).toBeLessThan(CLAIM_MS);
  });
});
