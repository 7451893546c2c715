import { expect, test } from 'vitest';
import { bytesWord, matchWords } from './words';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [34_512, '35 kB'],
  [9_940_000, '9.9 MB'],
  [343_000_000, '343 MB'],
  [1_200_000_000, '1.2 GB'],
])('%i is %s', (bytes, words) => {
  expect(bytesWord(bytes)).toBe(words);
});

test('who exports learns beforehand how much of what matches the file will have', () => {
  expect(matchWords({ matching: 0, cut: false, limit: 10 }, 'accounts')).toContain('no rows');
  expect(matchWords({ matching: 7, cut: false, limit: 10 }, 'accounts')).toContain(
    '7 accounts match, all of which',
  );
  expect(matchWords({ matching: 10, cut: true, limit: 10 }, 'accounts')).toContain(
    'More than 10 accounts match',
  );
});
