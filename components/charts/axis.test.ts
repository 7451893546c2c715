import { describe, expect, it } from 'vitest';
import { timeTicks, valueTicks } from './axis';

const at = (iso: string) => Date.parse(iso);

describe('ticks of time', () => {
  it('are whole days over a month, and few enough to read', () => {
    const ticks = timeTicks(at('2026-10-21T03:12:00Z'), at('2026-11-18T00:00:00Z'), 8);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks.every((tick) => tick.t % 86_400_000 === 0)).toBe(true);
    expect(ticks.at(-1)?.label).toMatch(/Nov$/);
  });

  it('are hours over two days, with midnights as dates', () => {
    const ticks = timeTicks(at('2026-11-15T14:00:00Z'), at('2026-11-17T14:00:00Z'), 9);
    expect(ticks.map((tick) => tick.label)).toEqual([
      '18:00',
      '16 Nov',
      '06:00',
      '12:00',
      '18:00',
      '17 Nov',
      '06:00',
      '12:00',
    ]);
    expect(ticks.filter((tick) => tick.strong).length).toBe(2);
  });

  it('survive an empty stretch', () => expect(timeTicks(0, 0, 5).length).toBeLessThanOrEqual(2));
});

describe('ticks of value', () => {
  it.each([
    [0, [0, 1]],
    [75, [0, 25, 50, 75]],
    [7, [0, 5, 10]],
    [74_000, [0, 25_000, 50_000, 75_000]],
  ])('up to %d', (top, ticks) => expect(valueTicks(top)).toEqual(ticks));
});
