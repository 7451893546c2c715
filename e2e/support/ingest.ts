import { type APIRequestContext, expect } from '@playwright/test';
import { addKey } from './cli';

/** Sends records as a gateway would and expects every one to be taken. */
export async function ingest(request: APIRequestContext, records: readonly object[]): Promise<void> {
  const answer = await request.post('/api/v1/ingest', {
    headers: { authorization: `Bearer ${addKey('ingest')}`, 'content-type': 'application/x-ndjson' },
    data: records.map((record) => JSON.stringify(record)).join('\n'),
  });
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ accepted: records.length, rejected: 0 });
}
