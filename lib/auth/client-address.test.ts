import { expect, test } from 'vitest';
import { clientAddress } from './client-address';

test.each([
  [null, undefined, null],
  ['203.0.113.7', undefined, '203.0.113.7'],
  ['forged, 203.0.113.7', undefined, '203.0.113.7'],
  ['forged, 203.0.113.7, 10.0.0.1', '2', '203.0.113.7'],
  ['203.0.113.7', '3', null],
  ['forged, 203.0.113.7', 'many', '203.0.113.7'],
  ['x'.repeat(101), undefined, null],
])('%j behind %j proxies comes from %j', (forwarded, proxies, address) => {
  const headers = new Headers(forwarded === null ? {} : { 'x-forwarded-for': forwarded });
  expect(clientAddress(headers, { RETORT_PROXIES: proxies } as unknown as NodeJS.ProcessEnv)).toBe(address);
});
