import { type Browser, expect, type Page, test } from '@playwright/test';
import { serious } from '@/e2e/support/axe';
import { addPerson } from '@/e2e/support/cli';
import { signIn, windowOf } from '@/e2e/support/sign-in';
import { totpCode, totpStep } from '@/lib/services/user/totp';

/** The bytes behind the key that the page shows for typing. */
function bytesOf(key: string): Buffer {
  const letters = key.replace(/\s/g, '');
  const bits = [...letters]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

const code = (secret: Buffer, ahead = 0) => totpCode(secret, totpStep(new Date()) + ahead);

/** Whatever a page's own policy kept from running or being drawn. */
function violations(page: Page): string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) said.push(message.text());
  });
  return said;
}

async function emptyWindow(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test('somebody is invited, comes, and adds a second factor that is asked for from then on', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const admin = await windowOf(browser, 'admin', 'Noor Haddad');
  await admin.goto('/settings');
  await admin.getByRole('button', { name: 'Invite…' }).click();
  const email = `guest-${process.pid}@example.com`;
  await admin.getByLabel('E-mail address').fill(email);
  await admin.getByRole('radio', { name: /lead/ }).check();
  await admin.getByRole('button', { name: 'Make the link' }).click();
  const link = await admin.getByLabel('Link of the invitation').inputValue();
  await admin.getByRole('button', { name: 'I have it' }).click();
  await expect(admin.getByRole('table').getByText(email)).toBeVisible();

  const guest = await emptyWindow(browser);
  const kept = violations(guest);
  await guest.goto(link);
  await expect(guest.getByText(`Noor Haddad invited ${email} as lead.`)).toBeVisible();
  expect(new URL(guest.url()).hash).toBe('');
  expect(await serious(guest), 'invitation').toEqual([]);
  await guest.getByLabel('Your name').fill('Gia Lindqvist');
  await guest.getByLabel('Choose a password').fill('a password of my own');
  await guest.getByRole('button', { name: 'Accept and sign in' }).click();
  await expect(guest).toHaveURL(/\/queue/);
  await expect(guest.getByRole('navigation', { name: 'Pages' })).toBeVisible();

  await guest.goto('/settings');
  await guest.getByRole('button', { name: 'Add…' }).click();
  await expect(guest.getByRole('img', { name: /QR code/ })).toBeVisible();
  expect(await serious(guest), 'second factor').toEqual([]);
  const secret = bytesOf((await guest.getByRole('dialog').locator('code').textContent()) ?? '');
  await guest.getByRole('textbox', { name: /^Code/ }).fill(code(secret, -1));
  await guest.getByRole('button', { name: 'Turn it on' }).click();
  const backup = guest.getByRole('list', { name: 'Backup codes' }).getByRole('listitem');
  await expect(backup).toHaveCount(10);
  await guest.getByRole('button', { name: 'I have kept them' }).click();
  await expect(guest.getByText('10 backup codes left.')).toBeVisible();

  const again = await emptyWindow(browser);
  await again.goto('/sign-in');
  await again.getByLabel('E-mail address').fill(email);
  await again.getByLabel('Password').fill('a password of my own');
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again.getByLabel('Code of your authenticator app')).toBeVisible();
  expect(await serious(again), 'code').toEqual([]);
  await again.getByLabel('Code of your authenticator app').fill('000000');
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again.getByText('This code is wrong or too old.')).toBeVisible();
  await again.getByLabel('Code of your authenticator app').fill(code(secret));
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again).toHaveURL(/\/queue/);
  await expect(again.getByRole('navigation', { name: 'Pages' })).toBeVisible();

  await requireOfAll(browser, again);

  const used = await emptyWindow(browser);
  await used.goto(link);
  await expect(used.getByText(/was used, taken back or has expired/)).toBeVisible();
  expect(kept).toEqual([]);
});

/** A lead who has a second factor requires one of all; a colleague without one adds it before anything else. */
async function requireOfAll(browser: Browser, lead: Page): Promise<void> {
  await lead.goto('/settings');
  const rule = lead.getByRole('checkbox', { name: /second factor/ });
  await rule.click();
  await expect(rule).toBeChecked();
  try {
    const credentials = addPerson('viewer', 'Per Solberg');
    const late = await emptyWindow(browser);
    await late.goto('/sign-in?next=/accounts');
    await late.getByLabel('E-mail address').fill(credentials.email);
    await late.getByLabel('Password').fill(credentials.password);
    await late.getByRole('button', { name: 'Sign in' }).click();
    await expect(late).toHaveURL(/\/sign-in\/protect\?/);
    await expect(late.getByRole('img', { name: /QR code/ })).toBeVisible();
    expect(await serious(late), 'required second factor').toEqual([]);
    await late.goto('/campaigns');
    await expect(late).toHaveURL(/\/sign-in\/protect\?next=%2Fcampaigns$/);
    await expect(late.getByRole('img', { name: /QR code/ })).toBeVisible();
    const secret = bytesOf((await late.locator('form code').textContent()) ?? '');
    await late.getByRole('textbox', { name: /^Code/ }).fill(code(secret));
    await late.getByRole('button', { name: 'Turn it on' }).click();
    await late.getByRole('button', { name: 'I have kept them' }).click();
    await expect(late).toHaveURL(/\/campaigns$/);
  } finally {
    await rule.click();
    await expect(rule).not.toBeChecked();
  }
}

test('what is dangerous asks an old sign-in for its password, and then goes on by itself', async ({
  browser,
}) => {
  const credentials = addPerson('admin', 'Ines Quarshie');
  const page = await emptyWindow(browser);
  const kept = violations(page);
  await signIn(page, credentials, '/settings');
  // As the server answers once a quarter of an hour has passed.
  await page.route(
    '**/api/v1/keys',
    (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'stale_sign_in', detail: 'Confirm that it is you.', status: 403 }),
      }),
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Add key…' }).click();
  await page.getByLabel('Name').fill('Gateway of the north');
  await page.getByRole('button', { name: 'Make key' }).click();
  const asking = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await asking.getByLabel('Password').fill('not this one');
  await asking.getByRole('button', { name: 'Confirm' }).click();
  await expect(asking.getByText('This is not your password.')).toBeVisible();
  await asking.getByLabel('Password').fill(credentials.password);
  await asking.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('dialog', { name: 'The key is made' })).toBeVisible();
  expect(kept).toEqual([]);
});

test('a session that is ended elsewhere is over', async ({ browser }) => {
  const credentials = addPerson('analyst', 'Bo Petrenko');
  const [here, there] = [await emptyWindow(browser), await emptyWindow(browser)];
  await signIn(there, credentials);
  await signIn(here, credentials, '/settings');
  const sessions = here.getByRole('region', { name: 'Table of sessions' });
  await expect(sessions.getByRole('row')).toHaveCount(3);
  await sessions.getByRole('button', { name: /^End the session/ }).click();
  await expect(sessions.getByRole('row')).toHaveCount(2);
  await there.goto('/campaigns');
  await expect(there).toHaveURL(/\/sign-in\?next=/);
});
