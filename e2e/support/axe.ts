import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds serious or critical on the page as it stands, one line each: everything in the dark theme, and once more
 * the contrast in the light one, which is all that a theme can change.
 */
export async function serious(page: Page): Promise<string[]> {
  const dark = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withRules(['color-contrast'])
    .analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  return [
    ...dark.violations.map((violation) => ({ theme: 'dark', ...violation })),
    ...light.violations.map((violation) => ({ theme: 'light', ...violation })),
  ]
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, theme, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id} (${theme}): ${html}\n${failureSummary}`),
    );
}
