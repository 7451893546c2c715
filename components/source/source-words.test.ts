import { describe, expect, test } from 'vitest';
import { blindTo, endpointOf, intakeState, isSourceName, rateText } from './source-words';

const source = { bodies: 3, lag_seconds: null, set_aside: 0, records_per_minute: 0 };

describe('a source in words', () => {
  test.each([
    [{}, 'quiet'],
    [{ bodies: 0 }, 'never sent'],
    [{ records_per_minute: 0.2 }, 'comes in'],
    [{ records_per_minute: 9, lag_seconds: 61 }, 'late'],
    [{ lag_seconds: 90, set_aside: 1 }, 'set aside'],
  ])('%j is %s', (more, word) => {
    expect(intakeState({ ...source, ...more }).word).toBe(word);
  });

  test.each([
    [0, '0'],
    [0.24, '0.2'],
    [12.4, '12'],
    [1600, '1,600'],
  ])('%d records a minute: %s', (rate, text) => {
    expect(rateText(rate)).toBe(text);
  });

  test('fields that are missing blind to each thing once', () => {
    expect(blindTo(['reasoning_refs', 'reasoning_issued', 'ip', 'id'])).toEqual([
      'reused reasoning',
      'shared addresses',
    ]);
  });

  test.each([
    ['retort', 'retort', '/api/v1/ingest'],
    ['otel', 'otel', '/v1/traces'],
    ['kong', 'kong', '/api/v1/ingest/kong'],
    ['ours', 'otel', '/api/v1/ingest/ours'],
  ])('%s sends to its endpoint', (name, format, endpoint) => {
    expect(endpointOf({ name, format })).toBe(endpoint);
  });

  test.each([
    ['our-gateway', true],
    ['a_1', true],
    ['-a', false],
    ['Ours', false],
    ['a b', false],
    ['', false],
    ['x'.repeat(65), false],
  ])('%s as a name: %s', (name, good) => {
    expect(isSourceName(name)).toBe(good);
  });
});
