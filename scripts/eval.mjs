// `npm run eval [-- --help]`: worlds with known truth through the whole of detection, and its parts on real data.
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
    await bundle([{ in: 'lib/cli/eval/main.ts', out: 'eval' }]);
  });
  const { runEvaluation } = await import(join(ROOT, 'dist', 'eval.js'));
  process.exit(await runEvaluation(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof PrepareError ? error.message : error.stack}\n`);
  process.exit(1);
}
