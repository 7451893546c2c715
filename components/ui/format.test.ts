import { describe, expect, it } from 'vitest';
import { age, due, duration, inWords, percent, score, shortCount, weight } from './format';

const NOW = Date.parse('2026-11-17T14:20:00Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

describe('numbers', () => {
  it.each([
    [0, '0'],
    [860, '860'],
    [4_212, '4.2k'],
    [9_994, '10k'],
    [41_900, '42k'],
    [999_600, '1M'],
    [1_648_310, '1.6M'],
  ])('%d is short as %s', (n, text) => expect(shortCount(n)).toBe(text));

  it.each([
    [0, '0%'],
    [0.001, '<1%'],
    [0.464, '46%'],
    [1, '100%'],
  ])('a share of %d is %s', (share, text) => expect(percent(share)).toBe(text));

  it('never gives a score as certain', () => {
    expect(score(0.997)).toBe('0.99');
    expect(score(1)).toBe('0.99');
    expect(score(0.714)).toBe('0.71');
  });

  it('signs a weight with a minus sign', () => {
    expect(weight(5.12)).toBe('+5.1');
    expect(weight(-1.4)).toBe('−1.4');
  });

  it('spells small numbers', () => {
    expect([inWords(0), inWords(11), inWords(20), inWords(21)]).toEqual(['No', 'Eleven', 'Twenty', '21']);
  });
});

describe('stretches of time', () => {
  it.each([
    [12_000, '12 s'],
    [40 * 60_000, '40 min'],
    [200 * 60_000, '3 h 20 min'],
    [3 * 3_600_000, '3 h'],
    [(2 * 24 + 3) * 3_600_000, '2 d 3 h'],
    [21 * 24 * 3_600_000 + 3_600_000, '21 d'],
    [86_399_000, '1 d'],
  ])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

  it.each([
    [-0.5, 'now'],
    [-40, '40 min'],
    [-185, '3 h'],
    [-60 * 30, '1 d'],
    [-60 * 49, '2 d'],
  ])('%d minutes ago is %s', (minutes, text) => expect(age(at(minutes), NOW)).toBe(text));

  it.each([
    [-121, '2 h late', 'late'],
    [40, 'in 40 min', 'soon'],
    [300, 'today', 'calm'],
    [60 * 12, 'tomorrow', 'calm'],
    [60 * 48, 'Thu', 'calm'],
    [60 * 24 * 9, '26 Nov', 'calm'],
  ])('due in %d minutes reads %s', (minutes, text, tone) =>
    expect(due(at(minutes), NOW)).toEqual({ text, tone }),
  );
});
