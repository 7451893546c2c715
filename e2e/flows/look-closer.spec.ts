import { expect, test } from '@playwright/test';
import { windowOf } from '@/e2e/support/sign-in';

test('an analyst looks closer at a campaign: rhythm, links, prompts, a note that calls a colleague', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  await windowOf(browser, 'admin', 'Noor Haddad');
  const page = await windowOf(browser, 'analyst', 'Farah Aziz');
  await page.goto('/campaigns');
  await page
    .getByRole('table', { name: /campaigns/i })
    .getByRole('link')
    .first()
    .click();

  await page.getByRole('link', { name: 'Rhythm' }).click();
  const raster = page.getByRole('application');
  // The worker draws after a run; the page waits for it by itself.
  await expect(raster).toBeVisible({ timeout: 90_000 });
  await raster.focus();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/from=\d+/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText(/^Line 1:/)).toBeAttached();
  const address = page.url();
  await page.reload();
  await expect(raster).toBeVisible();
  expect(page.url()).toBe(address);
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(
    page.getByRole('table', { name: 'Lines of the raster' }).getByRole('link').first(),
  ).toBeVisible();

  await page.getByRole('link', { name: 'Links' }).click();
  const value = page.locator('[data-link]').first();
  await value.focus();
  await page.keyboard.press('i');
  await expect(value).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/show=\d+/);
  await expect(page.getByRole('heading', { name: 'Accounts with' })).toBeVisible();

  await page.getByRole('link', { name: 'Prompts' }).click();
  const family = page
    .getByRole('table', { name: 'Scaffold families' })
    .locator('button[aria-expanded]')
    .first();
  await family.click();
  await page.getByRole('button', { name: /^Reveal/ }).click();
  await expect(page.getByRole('heading', { name: /Masked examples/ })).toBeVisible();

  await page.getByRole('link', { name: 'Activity' }).click();
  const note = page.getByRole('textbox', { name: /Note/ });
  await note.pressSequentially('The cards are gift cards, @Noor');
  await page.getByRole('button', { name: '@Noor Haddad' }).click();
  await expect(note).toHaveValue('The cards are gift cards, @Noor Haddad ');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(note).toHaveValue('');
  await expect(page.getByText('The cards are gift cards,')).toBeVisible();
});
