import { expect, test } from '@playwright/test';
import { windowOf } from '@/e2e/support/sign-in';

test('an analyst goes from the queue to a campaign and from there to an account by keys and links', async ({
  browser,
}) => {
  const page = await windowOf(browser, 'analyst', 'Ada Lindqvist');
  const alerts = page.getByRole('table', { name: 'Alerts' });
  await expect(alerts.getByRole('link').first()).toBeVisible();
  // Keys are heard once the page has asked for what it shows.
  await page.waitForLoadState('networkidle');

  await page.keyboard.press('j');
  const review = page.getByRole('complementary', { name: 'Review' });
  await expect(review.getByRole('heading', { name: 'What it rests on' })).toBeVisible();
  const title = (await review.getByRole('heading', { level: 2 }).textContent()) ?? '';
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/campaigns\/cmp_/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await expect(page.getByText(/Coordination/).first()).toBeVisible();

  await page
    .getByRole('navigation', { name: /campaign/i })
    .getByRole('link', { name: /^Accounts/ })
    .click();
  await expect(page).toHaveURL(/\/accounts/);
  const member = page.getByRole('table').getByRole('link').first();
  const id = (await member.textContent()) ?? '';
  await member.click();
  await expect(page).toHaveURL(/\/accounts\//);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(id);
});

test('the address holds the state: a reload shows the same', async ({ browser }) => {
  const page = await windowOf(browser, 'analyst', 'Ada Lindqvist');
  // Keys are heard once the page has asked for what it shows.
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/alert=/);
  const heading = page.getByRole('complementary', { name: 'Review' }).getByRole('heading', { level: 2 });
  const title = (await heading.textContent()) ?? '';
  await page.reload();
  await expect(heading).toHaveText(title);
});
