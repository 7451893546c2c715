import { expect, type Page, test } from '@playwright/test';
import { windowOf } from '@/e2e/support/sign-in';

/** Opens the campaign in the given row of the table, best score first. */
async function openSuspected(page: Page, row: number): Promise<string> {
  await page.goto('/campaigns?status=suspected');
  const link = page
    .getByRole('table', { name: /campaigns/i })
    .getByRole('link')
    .nth(row);
  const title = (await link.textContent()) ?? '';
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  return page.url();
}

test('an analyst confirms a campaign with a reason, and it says so from then on', async ({ browser }) => {
  const page = await windowOf(browser, 'analyst', 'Ada Lindqvist');
  await openSuspected(page, 0);
  await page
    .getByRole('button', { name: /^Confirm/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Confirm campaign' }).click();
  await expect(dialog.getByText('Give a reason')).toBeVisible();
  await dialog.getByLabel(/Reason/).fill('The same cards and the same scaffold in every account.');
  await dialog.getByRole('button', { name: 'Confirm campaign' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Confirmed', { exact: false }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('Confirmed', { exact: false }).first()).toBeVisible();
});

test('an analyst dismisses a campaign and says what it is instead', async ({ browser }) => {
  const page = await windowOf(browser, 'analyst', 'Ada Lindqvist');
  await openSuspected(page, 1);
  await page
    .getByRole('button', { name: /^Dismiss/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Reason/).fill('A contract covers this evaluation.');
  await dialog.getByRole('radio', { name: /Harvest that is allowed/ }).check();
  await dialog.getByRole('button', { name: 'Dismiss campaign' }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByText('Dismissed', { exact: false }).first()).toBeVisible();
});

test('the second of two analysts is told who was first, and keeps what they wrote', async ({ browser }) => {
  const first = await windowOf(browser, 'analyst', 'Dana Okafor');
  const second = await windowOf(browser, 'analyst', 'Emil Brandt');
  const address = await openSuspected(first, 0);
  await second.goto(address);
  await second
    .getByRole('button', { name: /^Dismiss/ })
    .first()
    .click();
  const theirs = second.getByRole('dialog');
  await theirs.getByLabel(/Reason/).fill('I believe this is one reseller.');
  await theirs.getByRole('radio', { name: /One operation, no harvest/ }).check();

  await first
    .getByRole('button', { name: /^Confirm/ })
    .first()
    .click();
  const mine = first.getByRole('dialog');
  await mine.getByLabel(/Reason/).fill('One card pays for all of them.');
  await mine.getByRole('button', { name: 'Confirm campaign' }).click();
  await expect(mine).toBeHidden();

  await theirs.getByRole('button', { name: 'Dismiss campaign' }).click();
  await expect(theirs).toContainText('Dana Okafor');
  await expect(theirs).toContainText('I believe this is one reseller.');
  await second.reload();
  await expect(second.getByText('Confirmed', { exact: false }).first()).toBeVisible();
  await second
    .getByRole('button', { name: /^Dismiss/ })
    .first()
    .click();
  await expect(second.getByRole('dialog').getByLabel(/Reason/)).toHaveValue(
    'I believe this is one reseller.',
  );
});
