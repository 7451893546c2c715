// `npm run bench [-- name …] [--size small|middle|full] [--keep FOLDER] [--json]`: runs the files *.bench.ts, or those whose name contains
// one of the words. `-- --write` alone writes docs/benchmarks.md from what was measured.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPages } from '#scripts/pages.mjs';
import { bundle, ensureBundled, ensureInstalled, exclusively, ROOT } from '#scripts/prepare.mjs';

/** Benches that need the built console. */
const ON_PAGES = /(?:console|posts|start)\.bench\.ts$/;

try {
  const { values, positionals: words } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: 'small' },
      keep: { type: 'string' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  await exclusively(async () => {
    await ensureInstalled();
    await ensureBundled();
  });
  const files = readdirSync(join(ROOT, 'lib'), { recursive: true })
    .filter((file) => file.endsWith('.bench.ts'))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    // Loading measures an empty server, and the console is asked about what detection found.
    .sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
  if (files.length === 0)
    throw new Error(`There is no benchmark${words.length > 0 ? ` called ${words.join(' or ')}` : ''}.`);
  await bundle([
    ...files.map((file) => ({ in: join('lib', file), out: join('bench', file.replace(/\.ts$/, '')) })),
    { in: 'lib/cli/bench-run.ts', out: 'bench/run' },
  ]);
  const { runBenches, writeBenchmarks, SIZES } = await import(join(ROOT, 'dist', 'bench', 'run.js'));
  if (!Object.hasOwn(SIZES, values.size))
    throw new Error(`There is no size ${values.size}: there are ${Object.keys(SIZES).join(', ')}.`);
  let status = 0;
  if (words.length > 0 || !values.write) {
    if (files.some((file) => ON_PAGES.test(file))) await buildPages();
    const benches = {};
    for (const file of files) {
      const name = file.replace(/^.*\//, '').replace(/\.bench\.ts$/, '');
      benches[name] = (await import(join(ROOT, 'dist', 'bench', file.replace(/\.ts$/, '.js')))).default;
    }
    const keep = values.keep === undefined ? undefined : resolve(values.keep);
    status = await runBenches(benches, { json: values.json, size: values.size, keep });
  }
  if (values.write) writeBenchmarks();
  process.exit(status);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

function order(file) {
  return ['load', 'detect', 'console'].findIndex((name) => file.endsWith(`${name}.bench.ts`)) + 1 || 9;
}
