import { expect, test } from 'vitest';
import { isPage } from './away';

test.each<[string, string, boolean]>([
  ['GET', '/', true],
  ['HEAD', '/queue?status=open', true],
  ['GET', '/campaigns/cmp_1.5?tab=links', true],
  ['GET', '/sign-in', true],
  ['POST', '/queue', false],
  ['GET', '/api/console/campaigns', false],
  ['GET', '/apiary', true],
  ['GET', '/_next/static/chunks/a.js', false],
  ['GET', '/icon.svg', false],
  ['GET', '/readyz', false],
  ['GET', '/taxii2/', false],
])('%s %s is a page: %s', (method, url, page) => {
  expect(isPage({ method, url })).toBe(page);
});
