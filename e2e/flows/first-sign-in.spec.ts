import { expect, test } from '@playwright/test';
import { firstAdministrator } from '@/e2e/support/cli';
import { signIn } from '@/e2e/support/sign-in';

test('the first administrator signs in with what the start printed and sees campaigns that were found', async ({
  page,
}) => {
  await page.goto('/campaigns');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const administrator = firstAdministrator();
  await page.getByLabel('E-mail address').fill(administrator.email);
  await page.getByLabel('Password').fill(administrator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/campaigns$/);
  const rows = page.getByRole('table', { name: /campaigns/i }).getByRole('link');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThanOrEqual(4);
});

test('a wrong password is refused in one sentence, and nothing is shown', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(firstAdministrator().email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('do not belong together')).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('whoever signs out is out, also in the address they had open', async ({ page }) => {
  await signIn(page, firstAdministrator());
  await page.getByRole('button', { name: /administrator/i }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/queue');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});
