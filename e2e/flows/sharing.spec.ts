import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { serious } from '@/e2e/support/axe';
import { windowOf } from '@/e2e/support/sign-in';

const at = '2026-11-01T00:00:00.000Z';
const indicator = (n: number, pattern: string) => ({
  type: 'indicator',
  spec_version: '2.1',
  id: `indicator--00000000-0000-4000-8000-00000000000${n}`,
  created: at,
  modified: at,
  name: '=HYPERLINK("http://evil.example")',
  indicator_types: ['malicious-activity'],
  pattern,
  pattern_type: 'stix',
  valid_from: at,
});
const BUNDLE = {
  type: 'bundle',
  id: 'bundle--00000000-0000-4000-8000-000000000009',
  objects: [indicator(1, "[ipv4-addr:value ISSUBSET '203.0.113.0/24']"), indicator(2, '[ipv4-addr:value = ')],
};

test('a campaign is shared, what another one shares is handed in, and a list is taken along', async ({
  browser,
}, info) => {
  const page = await windowOf(browser, 'admin', 'Noor Haddad', { reducedMotion: 'reduce' });
  const headers = { origin: new URL(page.url()).origin };
  const list = await (await page.request.get('/api/console/campaigns?sort=accounts&limit=50')).json();
  const campaign = list.items.findLast((one: { status: string }) =>
    ['suspected', 'confirmed'].includes(one.status),
  );
  if (campaign.status === 'suspected') {
    const data = { version: campaign.version, reason: 'One card, one clock.' };
    const answer = await page.request.post(`/api/v1/campaigns/${campaign.id}/confirm`, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  await page.goto(`/campaigns/${campaign.id}`);
  await page.getByRole('button', { name: 'Share…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Share at TLP:AMBER' }).click();
  await expect(dialog.getByText('Say why it is shared.')).toBeVisible();
  await dialog.getByLabel(/^Reason/).fill('Two other labs see the same scaffold.');
  expect(await serious(page, '[role=dialog]'), 'share').toEqual([]);
  await dialog.getByRole('button', { name: 'Share at TLP:AMBER' }).click();
  await expect(dialog.getByRole('region', { name: 'How it is shared' })).toContainText('is shared', {
    timeout: 45_000,
  });

  await page.goto('/settings#intelligence');
  await page.getByRole('button', { name: 'Hand in a bundle…' }).click();
  await dialog.getByLabel(/^Shared by/).fill('North Lab');
  await dialog.getByLabel(/^File/).setInputFiles({
    name: 'b.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(BUNDLE)),
  });
  await dialog.getByRole('button', { name: 'Hand in' }).click();
  await expect(dialog.getByText(/^\d objects? read:/)).toBeVisible({ timeout: 45_000 });
  await expect(dialog.getByRole('listitem')).toContainText(BUNDLE.objects[1]?.id ?? '');
  expect(await serious(page, '[role=dialog]'), 'receipt of a bundle').toEqual([]);

  await page.goto('/accounts?pathway=education');
  await page.getByRole('button', { name: 'Export…' }).click();
  const fetch = dialog.getByRole('button', { name: /^Download [\d,]+ rows?$/ });
  const rows = Number((await fetch.textContent())?.replace(/\D/g, ''));
  const [download] = await Promise.all([page.waitForEvent('download'), fetch.click()]);
  const file = info.outputPath('accounts.csv');
  await download.saveAs(file);
  const lines = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  expect(lines.length - 1).toBe(rows);
  expect(rows).toBeGreaterThan(0);
});
