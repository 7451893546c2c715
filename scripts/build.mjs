// `npm run build`: packages, bundles and pages, whatever of them is stale.
import { buildPages } from '#scripts/pages.mjs';
import { ensureBundled, ensureInstalled, exclusively } from '#scripts/prepare.mjs';

try {
  await exclusively(async () => {
    await ensureInstalled();
    await ensureBundled();
  });
  await buildPages();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
