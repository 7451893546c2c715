import { describe, expect, it } from 'vitest';
import { leftOut, trafficFinding } from './traffic';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-15T00:00:00Z');
const hours = (values: number[], harvest = 0.8) =>
  values.map((exchanges, index) => ({
    at: new Date(START + index * HOUR).toISOString(),
    exchanges,
    harvest: Math.round(exchanges * harvest),
  }));
const steady = (n: number, value: number) => new Array<number>(n).fill(value);

describe('what the traffic shows', () => {
  it('is how fast it came back after a ban', () => {
    const points = hours([...steady(24, 100), 10, 40, 70, 95, ...steady(10, 100)]);
    const bans = [{ at: new Date(START + 24 * HOUR).toISOString(), accounts: 2418 }];
    expect(trafficFinding({ traffic: { unit: 'hour', baseline: 100, points }, bans })).toBe(
      'Banned volume was back in 3 h, from other accounts',
    );
  });

  it('is what a ban left when it did not come back', () => {
    const points = hours([...steady(24, 100), ...steady(20, 25)]);
    const bans = [{ at: new Date(START + 24 * HOUR).toISOString(), accounts: 40 }];
    expect(trafficFinding({ traffic: { unit: 'hour', baseline: null, points }, bans })).toBe(
      'The ban of 16 Nov 00:00 left 25% of its volume',
    );
  });

  it('is the change against the level before', () => {
    const points = hours(steady(48, 300));
    expect(trafficFinding({ traffic: { unit: 'hour', baseline: 100, points }, bans: [] })).toBe(
      'The last day runs at 3.0 times its level before',
    );
  });

  it('is the harvest when nothing changed', () => {
    const points = hours(steady(10, 100), 0.84);
    expect(trafficFinding({ traffic: { unit: 'day', baseline: null, points }, bans: [] })).toBe(
      '84% of 1,000 exchanges look like training material',
    );
  });

  it('is silence when there is none', () => {
    expect(
      trafficFinding({ traffic: { unit: 'hour', baseline: null, points: hours([0, 0]) }, bans: [] }),
    ).toMatch(/^Silent/);
  });
});

describe('evidence left out', () => {
  const all = [{ log_odds: 5 }, { log_odds: 2 }, { log_odds: 1.5 }, { log_odds: -1 }];
  it('is summed by side', () => {
    expect(leftOut(all, all.slice(0, 1))).toBe('2 more speak for it, +3.5; 1 more against, −1.0');
    expect(leftOut(all, all.slice(0, 3))).toBe('1 more speaks against, −1.0');
    expect(leftOut(all, all)).toBeNull();
  });
});
