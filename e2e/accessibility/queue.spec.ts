import { expect, test } from '@playwright/test';
import { serious } from '@/e2e/support/axe';
import { windowOf } from '@/e2e/support/sign-in';

test('nobody is kept out of what the keys of the queue open', async ({ browser }) => {
  test.setTimeout(300_000);
  const page = await windowOf(browser, 'analyst', 'Dana Okafor', {
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  });
  await expect(page.getByRole('table', { name: 'Alerts' }).getByRole('link').first()).toBeVisible();
  const dialog = page.getByRole('dialog');
  for (const key of ['?', 'v', 's', 'g', 'n', 'c']) {
    await page.keyboard.press(key);
    await expect(dialog, key).toBeVisible();
    expect(await serious(page, '[role=dialog]'), key).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog, key).toBeHidden();
  }
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+j');
  await expect(page.getByRole('region', { name: 'Selected alerts' })).toContainText('2 selected');
  expect(await serious(page), 'selected').toEqual([]);
  await page.keyboard.press('d');
  await expect(dialog).toBeVisible();
  expect(await serious(page, '[role=dialog]'), 'dismiss many').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Selected alerts' })).toBeHidden();
});
