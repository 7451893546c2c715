import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '@/lib/db/root';
import { type Bench, type Judged, judge } from './bench';
import { withFreshDatabase, withServer } from './fresh-database';
import { note, print, printJson, printTable } from './output';

/**
 * Runs benches by name, each on a fresh migrated database of a temporary embedded server (or in databases made beside
 * DATABASE_URL), prints a table and writes bench-results/<time>.json. Answers the exit status: 1 when a bar was missed.
 */
export async function runBenches(benches: Readonly<Record<string, Bench>>, json: boolean): Promise<number> {
  const results: (Judged & { bench: string })[] = [];
  await withServer('bench', async (base) => {
    for (const [bench, run] of Object.entries(benches)) {
      note(`${bench} …`);
      const measures = await withFreshDatabase(base, 'bench', () => run((detail) => note(`  ${detail}`)));
      results.push(...measures.map((measure) => ({ bench, ...judge(measure) })));
    }
  });
  const report = {
    at: new Date().toISOString(),
    node: process.version,
    cpus: cpus().length,
    cpu: cpus()[0]?.model ?? '',
    memory: totalmem(),
    results,
  };
  const folder = join(projectRoot(), 'bench-results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${report.at.replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  if (json) printJson(report);
  else {
    printTable(
      ['bench', 'measure', 'value', 'limit', 'unit', 'share', 'bar', ''],
      results.map((r) => [
        r.bench,
        r.name,
        round(r.value),
        round(r.limit),
        r.unit,
        round(r.share),
        round(r.bar),
        verdict(r.met),
      ]),
    );
    print(`Written to ${file}`);
  }
  return results.some(({ met }) => met === false) ? 1 : 0;
}

function round(value: number | null | undefined): number | string {
  if (value === null || value === undefined) return '';
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

function verdict(met: boolean | null): string {
  return met === null ? '' : met ? 'met' : 'missed';
}
