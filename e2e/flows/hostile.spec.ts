import { expect, test } from '@playwright/test';
import { addPerson } from '@/e2e/support/cli';
import { ingest } from '@/e2e/support/ingest';
import { signIn } from '@/e2e/support/sign-in';

const MARKUP = '<img src=x onerror="window.__hit=1"><script>window.__hit=1</script>';
const FORMULA = '=HYPERLINK("http://evil.example","x")';

test('hostile text is shown as text, wherever it comes from', async ({ page, request }) => {
  const now = Date.now();
  const id = `acc_"'><svg onload=window.__hit=1>`;
  const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
  const facts = {
    created_at: at(600),
    organization: MARKUP,
    email_pattern: FORMULA,
    plan: 'javascript:window.__hit=1',
  };
  // A second account with the same values, so that they are shown as shared.
  const accounts = [id, 'acc_other'];
  const prompts = [
    MARKUP,
    FORMULA,
    'abc \u202Egnp.exe\u202C \u0007\u001b[31mred',
    `${'A'.repeat(20_000)}<b>bold</b>`,
  ];
  await ingest(request, [
    ...accounts.map((account) => ({ type: 'account', id: account, ...facts })),
    ...accounts.flatMap((account) =>
      prompts.map((prompt, index) => ({
        type: 'exchange',
        id: `hostile-${index}${MARKUP}`,
        account_id: account,
        occurred_at: at(60 - index),
        model: `aster${MARKUP}`,
        session_id: 's1',
        prompt,
        user_agent: MARKUP,
        status: 200,
      })),
    ),
  ]);

  const alerts: string[] = [];
  page.on('dialog', (dialog) => {
    alerts.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn(page, addPerson('viewer', MARKUP.slice(0, 40)));
  await page.goto(`/accounts/${encodeURIComponent(id)}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(id);
  for (const tab of ['timeline', 'indicators']) {
    await page.goto(`/accounts/${encodeURIComponent(id)}?tab=${tab}`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  }
  await page.goto(`/accounts/${encodeURIComponent(id)}?tab=exchanges`);
  await expect(page.getByText('<script>', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('HYPERLINK', { exact: false }).first()).toBeVisible();
  await page.goto('/accounts');
  await expect(page.getByRole('table').first()).toBeVisible();

  expect(await page.evaluate(() => (window as { __hit?: number }).__hit)).toBeUndefined();
  expect(alerts).toEqual([]);
  // A direction override would turn the words around it; it must not reach the page as such.
  expect(await page.getByRole('main').textContent()).not.toContain('\u202E');
});
