import { expect, type Page, test } from '@playwright/test';
import { serious } from '@/e2e/support/axe';
import { windowOf } from '@/e2e/support/sign-in';

test('nobody is kept out of any page by its markup or its contrast', async ({ browser }) => {
  test.setTimeout(300_000);
  const options = { colorScheme: 'dark', reducedMotion: 'reduce' } as const;
  const outside = await (await browser.newContext(options)).newPage();
  await outside.goto('/sign-in');
  expect(await serious(outside), 'sign-in').toEqual([]);

  const page = await windowOf(browser, 'admin', 'Noor Haddad', options);
  await page.goto('/campaigns');
  const campaign = page
    .getByRole('table', { name: /campaigns/i })
    .getByRole('link')
    .first();
  const campaignPath = await campaign.getAttribute('href');
  await page.goto(`${campaignPath}/accounts`);
  const accountPath = await page.getByRole('table').getByRole('link').first().getAttribute('href');
  const pages = [
    '/queue',
    '/campaigns',
    campaignPath,
    `${campaignPath}/accounts`,
    `${campaignPath}/rhythm`,
    `${campaignPath}/rhythm?table=1`,
    `${campaignPath}/links`,
    `${campaignPath}/links?view=graph`,
    `${campaignPath}/prompts`,
    `${campaignPath}/activity`,
    '/accounts',
    accountPath,
    `${accountPath}?tab=exchanges`,
    `${accountPath}?tab=indicators`,
    '/capabilities',
    '/campaigns?view=board',
    '/indicators?hubs=1',
    '/indicators?list=watched',
    '/indicators/asn%3A64500',
    `/accounts/compare?id=${accountPath?.split('/').at(-1)}`,
    '/settings',
    '/settings/detectors?signals=speaking',
    '/settings/sources?source=litellm&tab=mapping',
    '/audit',
    '/batches',
    '/approvals',
    `/batches/new?campaign_id=${campaignPath?.split('/').at(-1)}`,
    await draft(page, campaignPath?.split('/').at(-1) ?? ''),
  ];
  // Two at a time: half of each look is waiting until the page is at rest.
  const look = async (window: Page) => {
    for (let path = pages.shift(); path !== undefined; path = pages.shift()) {
      await window.goto(path ?? '');
      await expect(window.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await window.waitForLoadState('networkidle');
      expect(await serious(window), path ?? '').toEqual([]);
    }
  };
  await Promise.all([look(page), look(await page.context().newPage())]);
});

/** The address of a batch over a campaign that nobody has submitted, once its accounts are written down. */
async function draft(page: Page, campaign: string): Promise<string> {
  const drafted = await page.request.post('/api/console/batches', {
    headers: { origin: new URL(page.url()).origin },
    data: { scope: { campaign_id: campaign } },
  });
  const { id } = await drafted.json();
  await expect
    .poll(async () => (await (await page.request.get(`/api/console/batches/${id}`)).json()).frozen_at)
    .not.toBeNull();
  return `/batches/${id}`;
}
