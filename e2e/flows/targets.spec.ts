import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { serious } from '@/e2e/support/axe';
import { windowOf } from '@/e2e/support/sign-in';
import { verifySignature } from '@/lib/enforce/sign';

/** A provider's receiver that answers what it is told and keeps what it got. */
async function receiver() {
  const got: { kind: string; signature: string; body: string }[] = [];
  const state = { status: 204 };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      got.push({ kind: JSON.parse(body).kind, signature: String(request.headers['retort-signature']), body });
      response.writeHead(state.status).end(state.status === 204 ? undefined : '<b>no such account</b>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
  return { got, state, url, close: () => server.close() };
}

test('a target is added, tried, refuses an order, gets it again, is paused and taken away', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const provider = await receiver();
  const page = await windowOf(browser, 'admin', 'Noor Haddad');
  await page.goto('/settings');
  const section = page.getByRole('region', { name: 'Targets', exact: true });
  await section.getByRole('button', { name: 'Add target…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add target' }).click();
  await expect(dialog.getByText('Name it, so that others know what it is.')).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill('Test gateway');
  await dialog.getByLabel('Address', { exact: true }).fill('http://10.0.0.8/orders');
  await dialog.getByRole('button', { name: 'Add target' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Nothing was changed.');
  await dialog.getByLabel('Address', { exact: true }).fill(provider.url);
  expect(await serious(page, '[role=dialog]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Add target' }).click();
  const secret = await dialog.getByLabel('The secret of the target').inputValue();
  await dialog.getByRole('button', { name: 'I have kept it' }).click();

  const line = section.getByRole('row').filter({ hasText: 'Test gateway' });
  await expect(line).toContainText('delivering');
  const act = async (name: string) => {
    // By the keyboard: the menu opens, its letters find the line, Enter does it.
    await line.getByRole('button', { name: 'Acts on Test gateway' }).press('Enter');
    await page.getByRole('menuitem', { name }).press('Enter');
  };
  await act('Send a test');
  await expect(section.getByText(/took the test of .*Answered 204/)).toBeVisible({ timeout: 45_000 });
  const tried = provider.got.find(({ kind }) => kind === 'test') ?? { signature: '', body: '' };
  expect(verifySignature(tried.signature, tried.body, secret, new Date())).toBe(true);

  provider.state.status = 404;
  const headers = { origin: new URL(page.url()).origin };
  const { items } = await (
    await page.request.get(
      '/api/console/accounts?status=active&pathway=api&verified=email&campaign=no&limit=1',
    )
  ).json();
  const id = encodeURIComponent(items[0].id);
  const { version } = await (await page.request.get(`/api/v1/accounts/${id}`)).json();
  const ban = await page.request.post(`/api/v1/accounts/${id}/ban`, {
    headers,
    data: { version, reason: 'Member of a confirmed campaign.' },
  });
  expect(ban.ok(), await ban.text()).toBe(true);
  const letters = line.getByRole('button', { name: '1 dead letter of Test gateway' });
  await expect(letters).toBeVisible({ timeout: 45_000 });
  await letters.click();
  const order = dialog.getByRole('row').filter({ hasText: items[0].id });
  await expect(order).toContainText('Answered 404: <b>no such account</b>');
  expect(await serious(page, '[role=dialog]')).toEqual([]);
  provider.state.status = 204;
  await dialog.getByRole('button', { name: 'Send all 1 dead letter again' }).click();
  await dialog.getByText('All', { exact: true }).click();
  await expect
    .poll(() => provider.got.filter(({ body }) => JSON.parse(body).account_id === items[0].id).length, {
      timeout: 45_000,
    })
    .toBe(2);
  await page.keyboard.press('Escape');
  await expect(letters).toBeHidden({ timeout: 30_000 });

  await act('Pause');
  await expect(line).toContainText('paused');
  await act('Resume');
  await expect(line).toContainText('delivering');
  await act('Take away…');
  await dialog.getByRole('button', { name: 'Take target away' }).click();
  await expect(line).toBeHidden();

  const account = await (await page.request.get(`/api/v1/accounts/${id}`)).json();
  await page.request.post(`/api/v1/accounts/${id}/reinstate`, {
    headers,
    data: { version: account.version, reason: 'A test of targets.' },
  });
  provider.close();
});
