// `npm run fit-scores -- REPORT…`: fits the calibration of scores to reports of `npm run eval -- --json`.
import { join } from 'node:path';
import {
  bundle,
  ensureBundled,
  ensureInstalled,
  exclusively,
  PrepareError,
  ROOT,
} from '#scripts/prepare.mjs';

try {
  await exclusively(async () => {
    await ensureInstalled();
    await ensureBundled();
    await bundle([{ in: 'lib/cli/eval/fit-scores.ts', out: 'fit-scores' }]);
  });
  const { fitScores } = await import(join(ROOT, 'dist', 'fit-scores.js'));
  process.exit(fitScores(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof PrepareError ? error.message : error.stack}\n`);
  process.exit(1);
}
