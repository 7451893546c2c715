import { expect, test } from 'vitest';
import { safeNext } from './safe-next';

test.each([
  ['/campaigns', '/campaigns'],
  ['/campaigns?status=suspected&sort=-score#top', '/campaigns?status=suspected&sort=-score#top'],
  ['/accounts/a%2Fb', '/accounts/a%2Fb'],
  [undefined, '/'],
  [null, '/'],
  ['', '/'],
  [['/a', '/b'], '/'],
  ['campaigns', '/'],
  ['//evil.example', '/'],
  ['///evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/..//evil.example', '/'],
  ['/./%2e%2e//evil.example', '/'],
  ['/sign-in?next=/sign-in', '/'],
  ['/sign-in', '/'],
  ['/api/auth/sign-out', '/'],
  ['/sign-inside', '/sign-inside'],
])('%j leads to %s', (next, path) => {
  expect(safeNext(next)).toBe(path);
});
