#!/usr/bin/env node
// `npx retort …` from a checkout, also a fresh one: makes sure of packages and bundles, then runs the command.
import { ensureBundled, ensureInstalled, exclusively, isBundled, isInstalled } from '#scripts/prepare.mjs';

try {
  if (!isInstalled() || !isBundled()) {
    await exclusively(async () => {
      if (!isInstalled()) process.stderr.write('Installing packages, once …\n');
      await ensureInstalled('quiet');
      await ensureBundled();
    });
  }
} catch (error) {
  process.stderr.write(`retort: ${error.message}\n`);
  process.exit(1);
}
const { main } = await import('#dist/cli.js');
process.exit(await main(process.argv.slice(2)));
