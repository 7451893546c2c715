// `npm run bench [-- name …] [--json]`: runs the files *.bench.ts, or those whose name contains one of the words.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, ensureBundled, ensureInstalled, exclusively, ROOT } from '#scripts/prepare.mjs';

try {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  await exclusively(async () => {
    await ensureInstalled();
    await ensureBundled();
  });
  const files = readdirSync(join(ROOT, 'lib'), { recursive: true })
    .filter((file) => file.endsWith('.bench.ts'))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
  if (files.length === 0)
    throw new Error(`There is no benchmark${words.length > 0 ? ` called ${words.join(' or ')}` : ''}.`);
  await bundle([
    ...files.map((file) => ({ in: join('lib', file), out: join('bench', file.replace(/\.ts$/, '')) })),
    { in: 'lib/cli/bench-run.ts', out: 'bench/run' },
  ]);
  const benches = {};
  for (const file of files) {
    const name = file.replace(/^.*\//, '').replace(/\.bench\.ts$/, '');
    benches[name] = (await import(join(ROOT, 'dist', 'bench', file.replace(/\.ts$/, '.js')))).default;
  }
  const { runBenches } = await import(join(ROOT, 'dist', 'bench', 'run.js'));
  process.exit(await runBenches(benches, process.argv.includes('--json')));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
