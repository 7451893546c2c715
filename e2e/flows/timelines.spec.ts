import { expect, test } from '@playwright/test';
import { windowOf } from '@/e2e/support/sign-in';

test('timelines are zoomed by hand and by key, and the address holds what is shown', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await windowOf(browser, 'analyst', 'Farah Aziz');
  await page.goto('/campaigns');
  await page
    .getByRole('table', { name: /campaigns/i })
    .getByRole('link')
    .first()
    .click();

  const life = page.getByRole('slider', { name: /^Shown part of its life/ });
  await life.focus();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/range=own/);
  for (let zooms = 0; zooms < 6; zooms++) {
    const zoom = page.getByRole('button', { name: 'Zoom in' });
    if (await zoom.isDisabled()) break;
    const before = page.url();
    await zoom.click();
    // The last step may have been the finest, which the button shows a moment after the address.
    await expect.poll(async () => page.url() !== before || (await zoom.isDisabled())).toBe(true);
  }
  await expect(page.getByText('the finest kept for a whole campaign')).toBeVisible();
  const address = page.url();
  await page.reload();
  await expect(page.getByText('the finest kept for a whole campaign')).toBeVisible();
  expect(page.url()).toBe(address);
  await page.getByRole('radio', { name: 'Whole life' }).check({ force: true });
  await expect(page).toHaveURL(/range=life/);

  await page.getByRole('navigation', { name: 'Campaign' }).getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('table').getByRole('link').first().click();
  const moments = page.getByRole('slider', { name: /^Moment/ });
  await moments.focus();
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/[?&]at=/);
  const beside = page.getByRole('region', { name: 'Exchanges of the moment' });
  await expect(beside.getByRole('listitem').first()).toBeVisible();
  await expect(beside.getByRole('button', { name: 'Zoom to it' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/[?&]at=/);

  // Drawn by hand: a third of the lanes.
  const box = await moments.boundingBox();
  if (!box) throw new Error('The lanes have no place on the screen.');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 70, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/range=own/);
});

test('days drawn on the strip narrow the capabilities page, and a model tells who asked for what', async ({
  browser,
}) => {
  const page = await windowOf(browser, 'analyst', 'Farah Aziz');
  await page.goto('/capabilities');
  await page.getByRole('slider', { name: /^Shown days/ }).focus();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/);
  await page.getByRole('radio', { name: 'Models' }).check({ force: true });
  await expect(page).toHaveURL(/by=model/);
  await page
    .getByRole('button', { name: /^aster.*%/ })
    .first()
    .click();
  await expect(page).toHaveURL(/model=aster/);
});

test('a campaign goes on paper with all of its evidence and where it came from', async ({ browser }) => {
  const page = await windowOf(browser, 'analyst', 'Farah Aziz');
  await page.goto('/campaigns');
  await page
    .getByRole('table', { name: /campaigns/i })
    .getByRole('link')
    .first()
    .click();
  const evidence = page.getByRole('region', { name: 'Evidence' });
  const onScreen = await evidence.getByRole('listitem').count();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByText(/^Printed from Retort on .* by Farah Aziz/)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  expect(await evidence.getByRole('listitem').count()).toBeGreaterThanOrEqual(onScreen);
  await expect(evidence.getByRole('button', { name: 'Show' })).toBeHidden();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.emulateMedia({ media: 'screen' });
  await expect(page.getByText(/^Printed from Retort/)).toBeHidden();
});
