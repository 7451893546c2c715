import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { windowOf } from '@/e2e/support/sign-in';
import { verifySignature } from '@/lib/enforce/sign';

const SECRET = 'a secret of the tests, long enough';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A provider's receiver that refuses the first try of everything. */
async function receiver() {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(received.length === 1 ? 503 : 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
  return { received, url, close: () => server.close() };
}

test('a ban reaches the provider as one signed order, and is taken back by another', async ({ browser }) => {
  test.setTimeout(120_000);
  const provider = await receiver();
  const administrator = await windowOf(browser, 'admin', 'Noor Haddad');
  const set = await administrator.request.post('/api/v1/targets', {
    headers: { origin: new URL(administrator.url()).origin },
    data: { kind: 'webhook', name: 'Gateway', url: provider.url, secret: SECRET },
  });
  expect(set.ok(), await set.text()).toBe(true);

  const page = await windowOf(browser, 'analyst', 'Farah Aziz');
  await page.goto('/accounts?status=active&pathway=api&verified=email&campaign=no');
  const link = page.getByRole('table').getByRole('link').first();
  const id = (await link.textContent()) ?? '';
  await link.click();
  await page.getByRole('button', { name: 'Ban…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Reason/).fill('Member of a confirmed campaign.');
  await dialog.getByRole('button', { name: 'Ban account' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Reinstate…' })).toBeVisible();

  await expect.poll(() => provider.received.length, { timeout: 45_000 }).toBeGreaterThanOrEqual(2);
  const [first, second] = provider.received;
  expect(JSON.parse(second?.body ?? '')).toMatchObject({
    kind: 'ban',
    account_id: id,
    decided_by: 'Farah Aziz',
  });
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  expect(
    verifySignature(String(second?.headers['retort-signature']), second?.body ?? '', SECRET, new Date()),
  ).toBe(true);

  await page.getByRole('button', { name: 'Reinstate…' }).click();
  await dialog.getByLabel(/Reason/).fill('It was the wrong account.');
  await dialog.getByRole('button', { name: 'Reinstate account' }).click();
  await expect(page.getByRole('button', { name: 'Ban…' })).toBeVisible();
  await expect.poll(() => provider.received.length, { timeout: 45_000 }).toBe(3);
  expect(JSON.parse(provider.received[2]?.body ?? '')).toMatchObject({ kind: 'reinstate', account_id: id });
  provider.close();
});
