// `npm run chaos [-- --moments N --seed N --accounts N --json]`: kills the console, the worker and the database N times each by kill -9
// while a batch is carried out, and says what was lost, doubled or told wrongly. In a temporary folder; `npm test` runs a short one.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPages } from '#scripts/pages.mjs';
import { bundle, ensureBundled, ensureInstalled, exclusively, ROOT } from '#scripts/prepare.mjs';

try {
  const { values } = parseArgs({
    options: {
      moments: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      accounts: { type: 'string', default: '20000' },
      json: { type: 'boolean', default: false },
    },
  });
  const options = {
    moments: Number(values.moments),
    seed: Number(values.seed),
    accounts: Number(values.accounts),
  };
  if (!Object.values(options).every((n) => Number.isInteger(n) && n >= 0))
    throw new Error('--moments, --seed and --accounts take whole numbers.');
  await exclusively(async () => {
    await ensureInstalled();
    await ensureBundled();
  });
  await buildPages();
  await bundle([{ in: 'lib/cli/chaos/chaos.ts', out: 'chaos' }]);
  const { chaos } = await import(join(ROOT, 'dist', 'chaos.js'));
  const report = await chaos(options, (line) => process.stderr.write(`${line}\n`));
  const { killed, arrivals, orders, seconds, untruths } = report;
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else
    process.stdout.write(
      `${Object.entries(killed)
        .map(([victim, times]) => `${victim} ${times}`)
        .join(', ')} times killed in ${Math.round(seconds)} s; ${orders} orders in ${arrivals} requests; ${
        untruths.length === 0
          ? 'nothing lost, nothing doubled, the receipt true'
          : untruths.slice(0, 20).join('; ')
      }\n`,
    );
  process.exit(untruths.length === 0 ? 0 : 1);
} catch (error) {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
}
