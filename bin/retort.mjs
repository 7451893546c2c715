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
const status = await main(process.argv.slice(2));
// Pipes are written asynchronously: leaving at once would cut off whatever is longer than their buffer.
for (const stream of [process.stdout, process.stderr]) await new Promise((done) => stream.write('', done));
process.exit(status);
