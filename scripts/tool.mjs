// A tool for developers written in TypeScript: bundled on the way, run by `node scripts/<name>.mjs`.
import { join } from 'node:path';
import {
  bundle,
  ensureBundled,
  ensureInstalled,
  exclusively,
  PrepareError,
  ROOT,
} from '#scripts/prepare.mjs';

/** Bundles `file` as `name` and ends the process with the status that `run` answers for its exports and arguments. */
export async function runTool({ file, name, run }) {
  try {
    await exclusively(async () => {
      await ensureInstalled();
      await ensureBundled();
      await bundle([{ in: file, out: name }]);
    });
    process.exit(await run(await import(join(ROOT, 'dist', `${name}.js`)), process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`${error instanceof PrepareError ? error.message : error.stack}\n`);
    process.exit(1);
  }
}
