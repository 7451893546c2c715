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

/** A window of its own in which a new person with the role is signed in. */
export async function windowOf(
  browser: Browser,
  role: 'viewer' | 'analyst' | 'lead' | 'admin',
  name: string,
): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, addPerson(role, name));
  return page;
}
