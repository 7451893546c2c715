import { expect, test } from '@playwright/test';
import { addKey } from '@/e2e/support/cli';
import { windowOf } from '@/e2e/support/sign-in';

test('without a sign-in or a key nothing is answered but a problem', async ({ playwright, baseURL }) => {
  const anonymous = await playwright.request.newContext({ baseURL });
  for (const path of ['/api/v1/campaigns', '/api/v1/accounts', '/api/v1/alerts']) {
    const answer = await anonymous.get(path);
    expect(answer.status(), path).toBe(401);
    expect(answer.headers()['content-type']).toContain('application/problem+json');
  }
  expect((await anonymous.get('/healthz')).status()).toBe(200);
});

test('a viewer looks but cannot decide, neither by button nor by request', async ({ browser }) => {
  const page = await windowOf(browser, 'viewer', 'Vera Lang');
  await page.goto('/campaigns');
  const campaign = page
    .getByRole('table', { name: /campaigns/i })
    .getByRole('link')
    .first();
  await campaign.click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Dismiss/ })).toHaveCount(0);

  const id = new URL(page.url()).pathname.split('/')[2];
  const origin = new URL(page.url()).origin;
  const forbidden = await page.request.post(`/api/v1/campaigns/${id}/confirm`, {
    headers: { origin },
    data: { reason: 'I would like to.', version: 1 },
  });
  expect(forbidden.status()).toBe(403);
  const keys = await page.request.post('/api/v1/keys', {
    headers: { origin },
    data: { name: 'x', scopes: ['read'] },
  });
  expect(keys.status()).toBe(403);
});

test('a key does what its scope says and no more', async ({ playwright, baseURL }) => {
  const reader = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${addKey('read')}` },
  });
  const campaigns = await reader.get('/api/v1/campaigns?limit=2');
  expect(campaigns.status()).toBe(200);
  const { items, next_cursor } = await campaigns.json();
  expect(items).toHaveLength(2);
  expect(typeof next_cursor).toBe('string');
  const refused = await reader.post('/api/v1/ingest', { data: '{}' });
  expect(refused.status()).toBe(403);
});
