import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { letWindowsAgree } from './windows';

async function clientWith(ask: () => number, steady: () => number) {
  const client = new QueryClient();
  await client.fetchQuery({ queryKey: ['counts'], queryFn: ask });
  await client.fetchQuery({ queryKey: ['rows'], queryFn: steady, meta: { steady: true } });
  return client;
}

describe('two windows', () => {
  it('agree on what one of them changed, and leave steady rows alone', async () => {
    const [here, there] = await Promise.all([
      clientWith(
        () => 1,
        () => 1,
      ),
      clientWith(
        () => 1,
        () => 1,
      ),
    ]);
    const stops = [letWindowsAgree(here), letWindowsAgree(there)];
    await here
      .getMutationCache()
      .build(here, { mutationFn: async () => 'done' })
      .execute(undefined);
    await vi.waitFor(() => expect(there.getQueryState(['counts'])?.isInvalidated).toBe(true));
    expect(there.getQueryState(['rows'])?.isInvalidated).toBe(false);
    expect(here.getQueryState(['counts'])?.isInvalidated).toBe(false);
    for (const stop of stops) stop();
  });
});
