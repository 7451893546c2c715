import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>;

/** Of the rows of a table, made alike, the first six stand for all. */
const ALIKE = 'tbody > tr:nth-child(n + 7)';

/**
 * What axe finds serious or critical on the page, or in the part of it that `within` selects, one line each: everything in
 * the dark theme, and once more the contrast in the light one, which is all that a theme can change.
 */
export async function serious(page: Page, within = 'html'): Promise<string[]> {
  const dark = await new AxeBuilder({ page })
    .include(within)
    .exclude(ALIKE)
    // No page has frames: one pass, without a page of its own to bring results together.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await page.evaluate(
    async ([include, exclude]) => {
      // The theme changes with the next frame. A colour on its way from one to the other is neither's, and what inherits it
      // sets out once it has arrived.
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      const fading = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition);
      await frame();
      do {
        await Promise.allSettled(fading().map(({ finished }) => finished));
        await frame();
      } while (fading().length > 0);
      // The first look has brought it into the page.
      const { axe } = window as unknown as { axe: { run(where: object, how: object): Promise<Results> } };
      return axe.run(
        { include: [[include]], exclude: [[exclude]] },
        { runOnly: ['color-contrast'], resultTypes: ['violations'] },
      );
    },
    [within, ALIKE],
  );
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
