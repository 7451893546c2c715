import { expect, it } from 'vitest';
import { isIntake } from './intake-server';

it.each([
  ['POST', '/v1/traces', true],
  ['POST', '/api/v1/ingest/litellm', true],
  ['POST', '/api/v1/ingest/stripe-eu', true],
  ['POST', '/api/v1/ingest/stripe', false],
  ['POST', '/api/v1/ingest', false],
  ['POST', '/api/v1/ingest/a/b', false],
  ['GET', '/api/v1/ingest/litellm', false],
])('%s %s is taken in before Next sees it: %s', (method, url, taken) =>
  expect(isIntake({ method, url })).toBe(taken),
);
