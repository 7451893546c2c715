import { describe, expect, test } from 'vitest';
import { detectorConfig } from './detector';
import { configWarnings } from './judging';

const parse = (weights: object, thresholds: object = {}) => detectorConfig.safeParse({ weights, thresholds });

describe('a configuration', () => {
  test('keeps only what differs from how it was measured', () => {
    expect(parse({ 'shared-payment': 1, ramp: 0 }, { verify: 0.5, throttle: 0.75 }).data).toEqual({
      weights: { ramp: 0 },
      thresholds: { throttle: 0.75 },
    });
    expect(detectorConfig.parse({})).toEqual({ weights: {}, thresholds: {} });
  });

  test.each([
    ['a signal that is none', { 'tea-leaves': 1 }, {}, /./],
    ['a weight beyond 2', { ramp: 2.1 }, {}, /from 0 to 2/],
    ['a weight below nothing', { ramp: -0.1 }, {}, /from 0 to 2/],
    ['counter-evidence that is off', { 'one-payer': 0 }, {}, /cannot be switched off; 0.25 is the least/],
    ['steps out of order', {}, { verify: 0.8, throttle: 0.6 }, /Throttle cannot begin below verify/],
    ['suspension of nearly everybody', {}, { suspend: 0.2 }, /Suspend: a score from 0.7 to 0.99/],
  ])('is refused: %s', (_, weights, thresholds, sentence) => {
    expect(parse(weights, thresholds).error?.issues[0]?.message).toMatch(sentence);
  });

  test.each([
    ['nothing', {}, {}, []],
    ['a weaker signal for', { ramp: 0.5 }, {}, []],
    ['a stronger one against', { 'own-hours': 2 }, {}, []],
    ['a weaker one against', { 'own-hours': 0.5 }, {}, [/Human hours speaks for the innocence.*0\.5/]],
    ['one that speaks both ways', { dedication: 0.5 }, {}, [/Dedication/]],
    ['an earlier step', {}, { throttle: 0.6 }, [/Throttle is recommended from 0.6 instead of 0.7/]],
  ])('warns of %s', (_, weights, thresholds, sentences) => {
    const said = configWarnings({ weights, thresholds });
    expect(said).toHaveLength(sentences.length);
    sentences.forEach((sentence, i) => {
      expect(said[i]).toMatch(sentence);
    });
  });
});
