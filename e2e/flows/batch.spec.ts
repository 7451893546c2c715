import { expect, type Page, test } from '@playwright/test';
import { serious } from '@/e2e/support/axe';
import { windowOf } from '@/e2e/support/sign-in';

/** JSON of a route, as the person in this window. */
async function read(page: Page, path: string) {
  const answer = await page.request.get(`/api/console/${path}`);
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

test('a campaign is banned by two people, with a receipt that is true, and given back', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const analyst = await windowOf(browser, 'analyst', 'Farah Aziz', { reducedMotion: 'reduce' });
  const [campaign] = (await read(analyst, 'campaigns?sort=accounts&limit=1')).items;
  const banned = async () =>
    (await read(analyst, `campaigns/${campaign.id}/members?status=banned&limit=1`)).total as number;
  const before = await banned();

  // By keys alone: from the campaign to the question to a second person.
  await analyst.goto(`/campaigns/${campaign.id}`);
  await analyst.getByRole('link', { name: 'Ban accounts…' }).focus();
  await analyst.keyboard.press('Enter');
  await expect(analyst.getByRole('heading', { name: 'Who is meant' })).toBeVisible();
  await expect(analyst.getByRole('button', { name: 'Freeze and see whom it hits' })).toBeFocused();
  await analyst.keyboard.press('Enter');
  await expect(analyst.getByRole('heading', { name: /^This would ban/ })).toBeVisible();
  const address = new URL(analyst.url()).pathname;
  const whole = await read(analyst, `batches/${address.split('/').at(-1)}`);
  const plan = whole.preview.kinds.ban;
  expect(plan.accounts).toBeGreaterThan(100);
  expect(plan.accounts).toBeLessThan(campaign.accounts);
  await expect(
    analyst.getByRole('heading', {
      name: `${whole.preview.innocent.accounts} look innocent and are held back`,
    }),
  ).toBeVisible();
  await analyst.getByRole('button', { name: 'Continue to reason' }).press('Enter');
  await analyst.getByLabel(/^Reason/).fill('One scaffold in every account, on one clock.');
  await analyst.getByRole('radio', { name: /^Distillation/ }).press(' ');
  await analyst.getByLabel(/^Reason/).focus();
  await analyst.getByRole('button', { name: 'Continue to confirmation' }).press('Enter');
  await expect(analyst.getByRole('heading', { name: /if a second person agrees$/ })).toBeFocused();
  await analyst.getByLabel(/^Type/).fill('ban them all');
  await analyst.keyboard.press('Enter');
  await expect(analyst.getByText(`It must read exactly: ${plan.phrase}`)).toBeVisible();
  expect(await serious(analyst), 'the confirmation').toEqual([]);
  await analyst.getByLabel(/^Type/).fill(plan.phrase);
  await analyst.keyboard.press('Enter');
  await expect(analyst.getByText('You cannot approve this.')).toBeVisible();
  expect(await banned()).toBe(before);

  const lead = await windowOf(browser, 'lead', 'Lea Brandt', { reducedMotion: 'reduce' });
  await lead.goto(`/approvals?batch=${whole.id}`);
  await expect(lead.getByText('One scaffold in every account, on one clock.')).toBeVisible();
  expect(await serious(lead), 'the request').toEqual([]);
  await lead.getByRole('button', { name: /^Approve/ }).click();
  const dialog = lead.getByRole('dialog');
  await expect(dialog).toContainText('Farah Aziz asked for it');
  expect(await serious(lead, '[role=dialog]'), 'approve').toEqual([]);
  await dialog.getByRole('button', { name: /^Approve/ }).click();
  await expect(lead.getByText('This no longer waits.')).toBeVisible();

  await analyst.goto(address);
  await expect(analyst.getByText(`${plan.accounts} of ${plan.accounts} done`).first()).toBeVisible({
    timeout: 30_000,
  });
  expect(await serious(analyst), 'the receipt').toEqual([]);
  const receipt = await (
    await analyst.request.get(`/api/console/batches/${whole.id}/receipt?format=ndjson`)
  ).text();
  const results = receipt
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).result);
  expect(results.filter((result) => result === 'applied')).toHaveLength(plan.accounts);
  expect(results.filter((result) => result === 'left_out')).toHaveLength(whole.preview.innocent.accounts);
  expect(await banned()).toBe(before + plan.accounts);

  await analyst.getByRole('button', { name: 'Reverse all…' }).click();
  const back = analyst.getByRole('dialog');
  await back.getByLabel(/^Reason/).fill('It was a drill.');
  expect(await serious(analyst, '[role=dialog]'), 'reverse').toEqual([]);
  await back.getByRole('button', { name: /^Reinstate/ }).click();
  await expect(analyst.getByRole('heading', { name: `Reinstate ${plan.accounts} accounts` })).toBeVisible();
  await expect.poll(banned, { timeout: 30_000 }).toBe(before);

  await analyst.goto(`/audit?entity=batch&thing=${whole.id}`);
  await expect(analyst.getByText('Chain verified')).toBeVisible();
  await expect(analyst.getByRole('row').filter({ hasText: 'Lea Brandt' })).toContainText('approved');
});
