// `npm run build`: packages, bundles and pages, whatever of them is stale.
import { pagesState } from '#scripts/pages.mjs';
import { ensureBundled, ensureInstalled, exclusively, run } from '#scripts/prepare.mjs';

try {
  await exclusively(async () => {
    await ensureInstalled();
    await ensureBundled();
  });
  const pages = pagesState();
  if (pages.stale) {
    const next = [process.execPath, 'node_modules/next/dist/bin/next', 'build'];
    const { status } = await run(next, 'inherit', { DATABASE_URL: '', NEXT_TELEMETRY_DISABLED: '1' });
    if (status !== 0) process.exit(1);
    pages.done();
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
