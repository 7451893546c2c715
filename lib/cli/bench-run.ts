import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '@/lib/db/root';
import { type Bench, type Judged, judge, SIZES, type Size, type World } from './bench';
import { type BenchReport, benchmarksPage } from './bench/report';
import { openWorlds } from './bench/world';
import { withFreshDatabase, withServer } from './fresh-database';
import { note, print, printJson, printTable } from './output';

export interface BenchOptions {
  readonly json: boolean;
  readonly size: Size;
  /** Folder of the server whose worlds stay for the next time; a temporary one otherwise. */
  readonly keep?: string | undefined;
}

export { SIZES } from './bench';

const folder = () => join(projectRoot(), 'bench-results');
const fileOf = (size: Size) => join(folder(), `${size}.json`);

/**
 * Runs benches by name, each on a fresh migrated database of a temporary embedded server (or in databases made beside
 * DATABASE_URL) or on the full-size world there, prints a table and writes bench-results/<size>.json, in which what was measured
 * earlier of other benches stays. Answers the exit status: 1 when a bar was missed.
 */
export async function runBenches(
  benches: Readonly<Record<string, Bench>>,
  { json, size, keep }: BenchOptions,
): Promise<number> {
  const report: BenchReport = {
    size,
    node: process.version,
    cpus: cpus().length,
    cpu: cpus()[0]?.model ?? '',
    memory: totalmem(),
    world: reportOf(size)?.world ?? null,
    benches: reportOf(size)?.benches ?? {},
    remark: reportOf(size)?.remark,
  };
  await withServer(
    'bench',
    async (base) => {
      const say = (detail: string) => note(`  ${detail}`);
      const worlds = openWorlds(base, keep !== undefined, say);
      try {
        for (const [name, bench] of Object.entries(benches)) {
          note(`${name} …`);
          const load = [loadavg()[0] ?? 0];
          const measures =
            typeof bench === 'function'
              ? await withFreshDatabase(base, 'bench', () => bench(say))
              : await worlds.with(size, (world) => {
                  report.world = worldOf(world);
                  return bench.world(world, say);
                });
          load.push(loadavg()[0] ?? 0);
          report.benches[name] = { at: new Date().toISOString(), load, measures: measures.map(judge) };
          mkdirSync(folder(), { recursive: true });
          writeFileSync(fileOf(size), `${JSON.stringify(report, null, 2)}\n`);
        }
      } finally {
        await worlds.close();
      }
    },
    keep,
  );
  const results = Object.keys(benches).flatMap((bench) =>
    (report.benches[bench]?.measures ?? []).map((measure) => ({ bench, ...measure })),
  );
  if (json) printJson(report);
  else show(results, size);
  return results.some(({ met }) => met === false) ? 1 : 0;
}

/** Writes docs/benchmarks.md from what was measured at any size. */
export function writeBenchmarks(): void {
  const reports = (Object.keys(SIZES) as Size[]).flatMap((size) => reportOf(size) ?? []);
  const file = join(projectRoot(), 'docs', 'benchmarks.md');
  writeFileSync(file, benchmarksPage(reports));
  print(`Written to ${file}`);
}

function reportOf(size: Size): BenchReport | null {
  return existsSync(fileOf(size)) ? (JSON.parse(readFileSync(fileOf(size), 'utf8')) as BenchReport) : null;
}

function worldOf({ exchanges, accounts }: World): BenchReport['world'] {
  return { exchanges, accounts };
}

function show(results: readonly (Judged & { bench: string })[], size: Size): void {
  printTable(
    ['bench', 'measure', 'value', 'limit', 'unit', 'share', 'bar', ''],
    results.map((r) => [
      r.bench,
      r.name,
      round(r.value),
      round(r.limit ?? r.beside),
      r.unit,
      round(r.share),
      round(r.bar),
      verdict(r.met),
    ]),
  );
  print(`Written to ${fileOf(size)}`);
}

function round(value: number | null | undefined): number | string {
  if (value === null || value === undefined) return '';
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

function verdict(met: boolean | null): string {
  return met === null ? '' : met ? 'met' : 'missed';
}
