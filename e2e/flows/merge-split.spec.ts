import { expect, type Page, test } from '@playwright/test';
import { windowOf } from '@/e2e/support/sign-in';

/** Opens a suspected campaign of the demonstration world, counted from the one with most accounts. */
async function openSuspected(page: Page, row: number): Promise<string> {
  await page.goto('/campaigns?status=suspected&sort=accounts');
  const link = page
    .getByRole('table', { name: /campaigns/i })
    .getByRole('link')
    .nth(row);
  const title = (await link.textContent()) ?? '';
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  return title;
}

const sent = (page: Page) => expect(page.getByRole('dialog')).toBeHidden();

/** Presses the key that opens a dialog, again while the page is not yet listening. */
const ask = (page: Page, key: string) =>
  expect(async () => {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1_000 });
  }).toPass();

test('accounts are split off, merged back, and both are taken back', async ({ browser }) => {
  const page = await windowOf(browser, 'analyst', 'Ada Lindqvist');
  const whole = await openSuspected(page, 0);
  await page
    .getByRole('link', { name: /^Accounts/ })
    .last()
    .click();
  const table = page.getByRole('table', { name: 'Accounts of the campaign' });
  const ticks = table.getByRole('checkbox', { name: /^Select (?!all)/ });
  await ticks.nth(0).check();
  await ticks.nth(1).click({ modifiers: ['Shift'] });
  await expect(page.getByText('2 accounts selected')).toBeVisible();
  await page.getByRole('button', { name: /Split off/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Reason/).fill('Two testers of ours.');
  await dialog.getByRole('button', { name: 'Split off 2 accounts' }).click();
  await sent(page);

  // It leads to the part, which says where it came from.
  await expect(page.getByText(`Split from ${whole}`)).toBeVisible();
  const part = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  expect(part).not.toBe(whole);

  await ask(page, 'm');
  await dialog.getByRole('textbox', { name: /^Into/ }).fill(whole);
  await dialog
    .getByRole('list')
    .getByRole('button', { name: new RegExp(whole) })
    .click();
  await dialog.getByLabel(/Reason/).fill('They are none of ours after all.');
  await dialog.getByRole('button', { name: 'Merge campaigns' }).click();
  await sent(page);
  await expect(page.getByText('It became part of')).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It became part of')).toBeHidden();
  // What was split off is put together again, after saying what that restores.
  await ask(page, 'z');
  await expect(dialog).toContainText(/the accounts are together again/i);
  await dialog.getByLabel(/Reason/).fill('It was one after all.');
  await dialog.getByRole('button', { name: 'Take back the split' }).click();
  await sent(page);
  await expect(page.getByText('It became part of')).toBeVisible();
  await page.getByRole('link', { name: 'Activity' }).click();
  const activity = page.getByRole('listitem');
  await expect(activity.getByText('took back the merger').first()).toBeVisible();
  await expect(activity.getByText('took back the split').first()).toBeVisible();
  await expect(activity.getByText('made it a campaign, split from').first()).toBeVisible();
});

test('of two who merge, the second is told and keeps what they wrote', async ({ browser }) => {
  const first = await windowOf(browser, 'analyst', 'Dana Okafor');
  const second = await windowOf(browser, 'analyst', 'Emil Brandt');
  await openSuspected(first, 1);
  await second.goto(first.url());
  await second.getByRole('heading', { level: 1 }).waitFor();
  await ask(second, 'm');
  const theirs = second.getByRole('dialog');
  await theirs.getByRole('list').getByRole('button').first().click();
  await theirs.getByLabel(/Reason/).fill('The same cards as the other one.');

  await ask(first, 'd');
  const mine = first.getByRole('dialog');
  await mine.getByLabel(/Reason/).fill('A class of students.');
  await mine.getByRole('radio', { name: /One operation, no harvest/ }).check();
  await mine.getByRole('button', { name: 'Dismiss campaign' }).click();
  await sent(first);

  await theirs.getByRole('button', { name: 'Merge campaigns' }).click();
  await expect(theirs).toContainText('Dana Okafor dismissed this campaign');
  await expect(theirs).toContainText('A class of students.');
  await expect(theirs).toContainText('The same cards as the other one.');

  // Taken back, so that what follows finds it as it was.
  await first.getByRole('button', { name: 'Undo' }).click();
  await expect(first.getByText('Taken back.')).toBeVisible();
});
