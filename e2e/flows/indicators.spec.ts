import { expect, test } from '@playwright/test';
import { windowOf } from '@/e2e/support/sign-in';

test('a value is watched before anybody has shown it, and found again by its number', async ({ browser }) => {
  const page = await windowOf(browser, 'analyst', 'Ada Lindqvist');
  await page.goto('/indicators');
  await expect(page.getByRole('navigation', { name: 'Lists of indicators' })).toBeVisible();
  await page.keyboard.press('w');
  const dialog = page.getByRole('dialog', { name: 'Watch a value' });
  await dialog.getByLabel('Kind').selectOption({ label: 'Network' });
  await dialog.getByLabel('Value').fill('AS4200000001');
  await dialog.getByLabel(/^Why/).fill('Named by a partner.');
  await dialog.getByRole('button', { name: 'Watch' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: /^Watch-list/ }).click();
  await expect(page.getByRole('table', { name: 'Watch-list' }).getByText('4200000001')).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Find' }).getByRole('combobox').fill('AS 4200000001');
  await expect(page.getByRole('option', { name: /4200000001/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4200000001');
  await page.keyboard.press('w');
  await page.getByRole('button', { name: 'Stop watching' }).click();
  await expect(page.getByText('Nobody has shown this value')).toBeVisible();
});

test('a card of the board moves by key, and only with a decision', async ({ browser }) => {
  const page = await windowOf(browser, 'analyst', 'Ada Lindqvist');
  await page.goto('/campaigns?view=board');
  const column = page.getByRole('region', { name: 'Suspected' });
  const card = column.getByRole('link').first();
  const title = (await card.textContent()) ?? '';
  await card.focus();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: /^Contained/ }).click();
  await expect(page.getByText('The card stays where it is.')).toBeVisible();
  await card.focus();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: /^Dismissed/ }).click();
  const dialog = page.getByRole('dialog', { name: `Dismiss ${title}` });
  await expect(dialog.getByLabel(/^Reason/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(column.getByRole('link', { name: title }).first()).toBeVisible();
});

test('two rows are marked by key and stand side by side', async ({ browser }) => {
  const page = await windowOf(browser, 'analyst', 'Ada Lindqvist');
  await page.goto('/accounts');
  const rows = page.getByRole('table', { name: 'Accounts' }).getByRole('row');
  await rows.nth(1).getByRole('link').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(2).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('x');
  await expect(page).toHaveURL(/pick=.*pick=/);
  await page.keyboard.press('v');
  await expect(page.getByRole('heading', { name: '2 accounts side by side' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What they share' })).toBeVisible();
});
