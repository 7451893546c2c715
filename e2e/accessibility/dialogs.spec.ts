import { expect, test } from '@playwright/test';
import { serious } from '@/e2e/support/axe';
import { windowOf } from '@/e2e/support/sign-in';

test('nobody is kept out of what opens over a page', async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await windowOf(browser, 'admin', 'Noor Haddad', {
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  });
  const dialog = page.getByRole('dialog');
  const opened = async (what: string, open: () => Promise<void>) => {
    await open();
    await expect(dialog, what).toBeVisible();
    expect(await serious(page, '[role=dialog]'), what).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog, what).toBeHidden();
  };

  await page.goto('/campaigns?status=suspected');
  await page
    .getByRole('table', { name: /campaigns/i })
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Confirm/ })).toBeVisible();
  await opened('confirm', () => page.keyboard.press('c'));
  await opened('dismiss', () => page.keyboard.press('d'));
  await opened('merge', () => page.keyboard.press('m'));
  await opened('keys', () => page.keyboard.press('?'));
  await opened('find', () => page.keyboard.press('Control+k'));
  await page.getByRole('button', { name: 'Table' }).first().click();
  expect(await serious(page), 'table twin').toEqual([]);

  await page.goto('/accounts?status=active');
  await page.getByRole('table', { name: 'Accounts' }).getByRole('link', { name: /^acc/ }).first().click();
  await opened('ban', () => page.getByRole('button', { name: 'Ban…' }).click());
  await page.getByRole('slider', { name: /^Moment/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/[?&]at=/);
  expect(await serious(page), 'a chosen moment').toEqual([]);

  await page.goto('/settings');
  await opened('add key', () => page.getByRole('button', { name: 'Add key…' }).click());
});
