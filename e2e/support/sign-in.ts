import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { addPerson, type Credentials } from './cli';

/** Fills in the sign-in form and waits until the console stands. */
export async function signIn(page: Page, { email, password }: Credentials, next = '/queue'): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**${next}`);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
}

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

/**
 * A window of its own in which a person with the role and name is signed in. They sign in once and keep their session
 * in the data folder from test to test, also when a failed test takes its process along: sign-ins from one address are limited.
 */
export async function windowOf(
  browser: Browser,
  role: 'viewer' | 'analyst' | 'lead' | 'admin',
  name: string,
  options: ContextOptions = {},
): Promise<Page> {
  const file = join(process.env.RETORT_DATA_DIR ?? '', `session of ${role} ${name}.json`);
  const storageState = existsSync(file) ? file : undefined;
  const context = await browser.newContext({ ...options, storageState });
  const page = await context.newPage();
  if (storageState) {
    await page.goto('/queue');
  } else {
    await signIn(page, addPerson(role, name));
    await context.storageState({ path: file });
  }
  return page;
}
