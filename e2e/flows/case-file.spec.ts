import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { serious } from '@/e2e/support/axe';
import { retort } from '@/e2e/support/cli';
import { windowOf } from '@/e2e/support/sign-in';

async function openFirst(page: Page): Promise<void> {
  await page.goto('/campaigns?sort=accounts');
  await page
    .getByRole('table', { name: /campaigns/i })
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('a case file for a partner is asked for, written, fetched and checked', async ({ browser }, info) => {
  const page = await windowOf(browser, 'analyst', 'Ada Lindqvist');
  await openFirst(page);
  await page.getByRole('button', { name: 'Case file…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Partner/ }).check();
  const marking = dialog.getByLabel(/^Marking/);
  await expect(marking).toHaveValue('TLP:AMBER');
  await expect(marking.getByRole('option', { name: 'TLP:CLEAR' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Make it' }).click();
  const fetch = dialog.getByRole('link', { name: 'Download' }).first();
  await expect(fetch).toBeVisible({ timeout: 45_000 });
  expect(await serious(page, '[role=dialog]')).toEqual([]);

  const [download] = await Promise.all([page.waitForEvent('download'), fetch.click()]);
  expect(download.suggestedFilename()).toMatch(/^case-[\w-]+-partner\.zip$/);
  const file = info.outputPath('case.zip');
  await download.saveAs(file);
  expect(JSON.parse(retort('verify-case', file, '--json'))).toMatchObject({
    ok: true,
    manifest: { redaction: 'partner', tlp: 'TLP:AMBER' },
  });
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');

  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText('Ada Lindqvist made a case file').first()).toBeVisible();
});

test('a viewer is offered none', async ({ browser }) => {
  const page = await windowOf(browser, 'viewer', 'Vera Nowak');
  await openFirst(page);
  await expect(page.getByRole('link', { name: 'Activity' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Case file…' })).toHaveCount(0);
});
