import { describe, expect, test } from 'vitest';
import { actionOf, assess as assessGroup, type Weighed } from './score';
import type { Signal, Theme } from './signals/signal';

function finding(
  logOdds: number,
  theme: Theme,
  about: Signal['about'] = 'coordination',
  explains?: Weighed['explains'],
): Weighed {
  const signal: Signal = { name: `${theme}-${logOdds}`, about, theme, evaluate: () => null };
  return { signal, logOdds, summary: 'It is so.', baseline: 'Elsewhere not.', details: {}, explains };
}

const assess = (findings: readonly Weighed[], accounts = 40) => assessGroup(findings, accounts);

const HARVEST = [finding(4, 'harvest', 'extraction'), finding(2, 'content', 'extraction')];

describe('assess', () => {
  test('needs both coordination and extraction', () => {
    const coordinated = [finding(5, 'payment'), finding(4, 'timing'), finding(3, 'content')];
    expect(assess([...coordinated, ...HARVEST]).score).toBeGreaterThan(0.9);
    expect(assess(coordinated).score).toBeLessThan(0.45);
    expect(assess(HARVEST).score).toBeLessThan(0.1);
  });

  test('holds back when one kind of evidence is all there is', () => {
    const { coordination, score } = assess([finding(5, 'payment'), finding(5, 'payment'), ...HARVEST]);
    expect(coordination).toBeLessThanOrEqual(0.4);
    expect(score).toBeLessThan(0.5);
  });

  test('counts a second finding of a theme by half, and says so in its weight', () => {
    const { evidence } = assess([finding(3, 'content'), finding(2, 'content')]);
    expect(evidence.map(({ log_odds }) => log_odds)).toEqual([3, 1]);
  });

  test('recommends no step beyond what an explanation that stands allows', () => {
    const suspicious = [finding(6, 'payment'), finding(5, 'timing'), finding(4, 'succession'), ...HARVEST];
    expect(assess(suspicious, 50).action).toBe('suspend');
    const open = { ...finding(-0.5, 'customer'), most: 'watch' as const };
    expect(assess([...suspicious, open], 50).action).toBe('watch');
  });

  test('suspends nobody for what people who follow the same instructions show, and who hides all ties for the rest', () => {
    const told = { ...finding(4, 'timing'), instructed: true };
    const rest = [finding(5, 'content'), finding(3, 'program'), finding(3, 'registration'), ...HARVEST];
    const news = { ...(rest[2] as Weighed), news: true };
    const course = [...rest.filter(({ signal }) => signal.theme !== 'registration'), news, told];
    expect(assess(course)).toMatchObject({ action: 'throttle' });
    expect(assess(course).score).toBeGreaterThan(0.9);
    const seen = { ...finding(-0.9, 'public'), untied: true };
    expect(assess([...course, seen])).toMatchObject({ action: 'watch' });
    expect(assess([...course, finding(3, 'succession'), seen]).action).toBe('suspend');
    const untied = finding(-0.9, 'public');
    expect(assess([...course, finding(3, 'succession'), untied]).action).toBe('suspend');
    expect(assess([...course, finding(4, 'reasoning'), untied]).action).toBe('suspend');
  });

  test('takes off what an innocent explanation accounts for', () => {
    const suspicious = [finding(5, 'payment'), finding(4, 'timing'), finding(4, 'succession'), ...HARVEST];
    const customer = finding(-4, 'customer', 'coordination', { themes: ['payment', 'timing'], share: 0.9 });
    const { evidence, score } = assess([...suspicious, customer]);
    expect(evidence.find(({ signal }) => signal === 'payment-5')?.log_odds).toBe(0.5);
    expect(evidence.find(({ signal }) => signal === 'succession-4')?.log_odds).toBe(4);
    expect(score).toBeLessThan(0.5);
  });

  test('a reseller that harvests nothing is coordinated and no campaign', () => {
    const { coordination, extraction, score, action } = assess([
      finding(5, 'payment'),
      finding(4, 'timing'),
      finding(-1, 'customer', 'extraction'),
    ]);
    expect(coordination).toBeGreaterThan(0.8);
    expect(extraction).toBeLessThan(0.2);
    expect({ low: score < 0.2, action }).toEqual({ low: true, action: 'watch' });
  });

  test('accounts of one program are not one operation for that', () => {
    const program = [
      finding(5, 'content'),
      finding(5, 'program'),
      finding(0.6, 'infrastructure'),
      ...HARVEST,
    ];
    expect(assess(program).score).toBeLessThanOrEqual(0.4);
    expect(assess([...program, finding(2.5, 'timing')]).score).toBeGreaterThan(0.7);
  });

  test('nor for having registered when the news of it went round', () => {
    const burst = finding(3, 'registration');
    const news: Weighed = { ...burst, news: true };
    const program = [finding(5, 'content'), finding(3, 'program'), ...HARVEST];
    expect(assess([...program, news]).coordination).toBeLessThanOrEqual(0.4);
    expect(assess([...program, burst]).coordination).toBeGreaterThan(0.7);
    expect(assess([...program, news, finding(1.2, 'timing')]).coordination).toBeGreaterThan(0.7);
  });

  test('a few accounts are mostly one customer', () => {
    const shared = [finding(3, 'payment'), finding(2, 'content'), ...HARVEST];
    expect(assess(shared, 4).score).toBeLessThan(0.3);
    expect(assess(shared, 40).score).toBeGreaterThan(0.5);
  });

  test('recommends nothing about coordinated accounts that may harvest nothing', () => {
    const coordinated = [
      finding(5, 'payment'),
      finding(5, 'timing'),
      finding(4, 'content'),
      finding(0.5, 'harvest', 'extraction'),
    ];
    expect(assess(coordinated)).toMatchObject({ action: 'watch' });
  });
});

test.each([
  [0.95, false, 'suspend'],
  [0.95, true, 'verify'],
  [0.75, false, 'throttle'],
  [0.6, false, 'verify'],
  [0.4, false, 'watch'],
  [0.4, true, 'watch'],
] as const)('a score of %d, doubtful: %s, recommends %s', (score, doubtful, action) => {
  expect(actionOf(score, doubtful)).toBe(action);
});
