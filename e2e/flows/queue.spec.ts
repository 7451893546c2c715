import { expect, type Page, test } from '@playwright/test';
import { windowOf } from '@/e2e/support/sign-in';

const alertsOf = (page: Page) => page.getByRole('table', { name: 'Alerts' });
const reviewOf = (page: Page) => page.getByRole('complementary', { name: 'Review' });

test('whoever claims an alert is seen by a colleague, who takes it over only on purpose', async ({
  browser,
}) => {
  const first = await windowOf(browser, 'analyst', 'Dana Okafor');
  await expect(alertsOf(first)).toBeVisible();
  await first.keyboard.press('r');
  await expect(reviewOf(first).getByText(/^Yours until \d\d:\d\d$/)).toBeVisible();

  const second = await windowOf(browser, 'analyst', 'Emil Brandt');
  await second.goto(first.url());
  await expect(reviewOf(second).getByText(/^Dana Okafor has this until \d\d:\d\d$/)).toBeVisible();
  const looking = second.waitForResponse(
    (answer) => answer.url().endsWith('/presence') && (answer.request().postData() ?? '').includes('alr_'),
  );
  await looking;
  await first.reload();
  await expect(reviewOf(first).getByText(/looking too$/)).toBeVisible();

  await reviewOf(second).getByRole('button', { name: 'Take over' }).first().click();
  await expect(reviewOf(second).getByText(/^Yours until/)).toBeVisible();
  const id = new URL(first.url()).searchParams.get('alert');
  const late = await first.request.post(`/api/console/alerts/${id}/release`, {
    headers: { origin: new URL(first.url()).origin },
    data: { version: 1 },
  });
  expect(late.status()).toBe(409);
  expect((await late.json()).detail).toContain('Emil Brandt claimed this alert');
  await first.reload();
  await expect(reviewOf(first).getByText(/^Emil Brandt has this until/)).toBeVisible();
  await second.keyboard.press('a');
  await expect(reviewOf(second).getByText('Nobody has this yet')).toBeVisible();
});

test('everything that matches is triaged by keys, but what a colleague touched meanwhile is left alone', async ({
  browser,
}) => {
  const page = await windowOf(browser, 'analyst', 'Dana Okafor');
  await page.goto('/queue');
  const rows = alertsOf(page).getByRole('link');
  await expect(rows.first()).toBeVisible();
  // Keys are heard once the page has asked for what it shows.
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('x');
  const desk = page.getByRole('region', { name: 'Selected alerts' });
  await desk.getByRole('button', { name: /^Select all \d+ matching this filter$/ }).click();
  await expect(desk.getByText(/all that match, as of/)).toBeVisible();
  const selected = Number(/^(\d+) selected/.exec((await desk.textContent()) ?? '')?.[1]);
  expect(selected).toBeGreaterThan(1);

  const colleague = await windowOf(browser, 'analyst', 'Emil Brandt');
  await colleague.goto('/queue');
  await expect(alertsOf(colleague)).toBeVisible();
  await colleague.waitForLoadState('networkidle');
  await colleague.keyboard.press('r');
  await expect(reviewOf(colleague).getByText(/^Yours until/)).toBeVisible();

  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('dana');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('heading')).toHaveText(`${selected - 1} done, 1 left alone`);
  await expect(dialog.getByText(/Emil Brandt claimed this alert/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(desk).toBeHidden();
  await page.getByRole('navigation', { name: 'Queue' }).getByRole('link', { name: /^Mine/ }).click();
  await expect(page).toHaveURL(/view=mine/);
  await expect(rows).toHaveCount(selected - 1);

  await page.keyboard.press('s');
  await dialog.getByRole('button', { name: /^One hour/ }).click();
  await expect(dialog).toBeHidden();
  await page
    .getByRole('navigation', { name: 'Queue' })
    .getByRole('link', { name: /^Snoozed/ })
    .click();
  await expect(rows).toHaveCount(1);
  await expect(reviewOf(page).getByText(/^Snoozed until/)).toBeVisible();
  await page.keyboard.press('s');
  await expect(reviewOf(page).getByText('Assigned to you')).toBeVisible();
});

test('a lost connection is said once and goes by itself', async ({ browser }) => {
  const page = await windowOf(browser, 'analyst', 'Dana Okafor');
  await expect(alertsOf(page)).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await expect(page.getByText('The connection is lost.')).toBeVisible({ timeout: 20_000 });
  await page.context().setOffline(false);
  await expect(page.getByText('The connection is lost.')).toBeHidden({ timeout: 20_000 });
});
