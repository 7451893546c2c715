import { expect, test } from 'vitest';
import { parsePlace } from './distribute';

test.each([
  ['worker-1.internal:5433', { host: 'worker-1.internal', port: 5433 }],
  ['10.0.0.7', { host: '10.0.0.7', port: 5432 }],
  [' [2001:db8::1]:55441 ', { host: '2001:db8::1', port: 55441 }],
  ['[::1]', { host: '::1', port: 5432 }],
])('%s is a node', (text, place) => {
  expect(parsePlace(text)).toEqual(place);
});

test.each(['', ':5432', 'a:b', 'a:0', 'a:65536', 'a:5432:1', '2001:db8::1', 'a b:1', '[a'])(
  '%s is none, and the refusal says how to write one',
  (text) => {
    expect(() => parsePlace(text)).toThrow(/write host:port/);
  },
);
