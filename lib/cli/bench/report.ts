import type { Judged, Size } from '@/lib/cli/bench';

/** What one size was measured with: bench-results/<size>.json. */
export interface BenchReport {
  size: Size;
  node: string;
  cpus: number;
  cpu: string;
  /** Bytes. */
  memory: number;
  /** The world that benches on it ran on; null when none did. */
  world: { exchanges: number; accounts: number } | null;
  benches: Record<string, Measured>;
  /** What whoever reads the figures has to know about them. */
  remark?: string;
}

interface Measured {
  at: string;
  /** Processes that wanted a processor, before and after, averaged over a minute each. */
  load: number[];
  measures: Judged[];
}

/** Benches on the world, whose figures are compared from size to size. The others are the same at any size. */
const ON_WORLD = ['load', 'detect', 'console'];

/** Figures that say how fast cost grows with the number of exchanges. */
const GROWING = /^(?:full run|run of the next hour|pictures|counts of values|all queries|server)|peak memory/;

/** One query of the console with 1 or 10 analysts; what is told of all of them has other names. */
const SINGLE_QUERY = /^(?!all queries|server).*, (?:1|10)$/;
const SHOWN_QUERIES = 12;
const LEAST_STEP = 4;

/** docs/benchmarks.md: one table for each bench, a column for each size, and how cost grows. */
export function benchmarksPage(reports: readonly BenchReport[]): string {
  const benches = [...new Set(reports.flatMap(({ benches }) => Object.keys(benches)))].sort(
    (a, b) => Number(ON_WORLD.includes(b)) - Number(ON_WORLD.includes(a)) || (a < b ? -1 : 1),
  );
  return [
    '# Benchmarks',
    '',
    'Made by `npm run bench -- --size small|middle|full` and `npm run bench -- --write`; how to repeat it stands at the end.',
    '',
    ...machine(reports),
    '',
    ...reports.flatMap(({ size, remark }) => (remark ? [`**${size}**: ${remark}`, ''] : [])),
    ...missed(reports),
    ...benches.flatMap((bench) => [...section(bench, reports), '']),
    ...growth(reports),
    ...HOW,
    '',
  ].join('\n');
}

function machine(reports: readonly BenchReport[]): string[] {
  const rows = reports.map(({ size, world, cpu, cpus, memory, node, benches }) => {
    const at = Object.values(benches).map((one) => one.at.slice(0, 10));
    const load = Object.values(benches).flatMap((one) => one.load);
    const range = (values: number[]) =>
      `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
    return [
      size,
      world ? whole(world.exchanges) : '',
      world ? whole(world.accounts) : '',
      `${cpus} × ${cpu}, ${(memory / 1024 ** 3).toFixed(0)} GiB, Node ${node}`,
      at.sort().at(-1) ?? '',
      load.length > 0 ? range(load) : '',
    ];
  });
  return table(['size', 'exchanges', 'accounts', 'machine', 'measured on', 'load of the machine'], rows);
}

/** What falls short of its bar, by size; single queries of the console are counted. */
function missed(reports: readonly BenchReport[]): string[] {
  const rows = reports.flatMap(({ size, benches }) =>
    Object.entries(benches).flatMap(([bench, { measures }]) => {
      const short = measures.filter(({ met }) => met === false);
      const single = short.filter(({ name }) => bench === 'console' && SINGLE_QUERY.test(name));
      const counted = ['1', '10'].flatMap((n) => {
        const all = measures.filter(({ name }) => SINGLE_QUERY.test(name) && name.endsWith(`, ${n}`)).length;
        const slow = single.filter(({ name }) => name.endsWith(`, ${n}`)).length;
        return slow > 0
          ? [[size, bench, `single queries, ${n} at once, p95`, `${slow} of ${all}`, '≤ 150 ms']]
          : [];
      });
      const others = short
        .filter((measure) => !single.includes(measure))
        .map((measure) => [
          size,
          bench,
          measure.name,
          show(
            measure.share !== null ? measure.share : measure.value,
            measure.share !== null ? '' : measure.unit,
          ),
          `${measure.lessIsBetter ? '≤' : '≥'} ${barOf(measure)}`,
        ]);
      return [...others, ...counted];
    }),
  );
  if (rows.length === 0) return [];
  return ['## Short of the bar', '', ...table(['size', 'bench', '', 'measured', 'bar'], rows), ''];
}

function section(bench: string, reports: readonly BenchReport[]): string[] {
  const present = reports.filter(({ benches }) => benches[bench]);
  const shown = ON_WORLD.includes(bench) ? present : present.slice(-1);
  const measures = new Map<string, Judged[]>();
  for (const report of shown)
    for (const measure of report.benches[bench]?.measures ?? [])
      measures.set(measure.name, [...(measures.get(measure.name) ?? []), measure]);
  const shows = worthShowing(bench, shown);
  const rows = [...measures]
    .filter(([name]) => shows(name))
    .map(([name, found]) => [
      name,
      ...shown.map((report) =>
        cell(report.benches[bench]?.measures.find((measure) => measure.name === name)),
      ),
      found[0]?.bar === undefined ? '' : `${found[0].lessIsBetter ? '≤' : '≥'} ${barOf(found[0])}`,
    ]);
  const heads = ON_WORLD.includes(bench) ? shown.map(({ size }) => size) : ['value'];
  return [`## ${bench}`, '', ...table(['', ...heads, 'bar'], rows)];
}

/** Of the console's many queries the slowest with ten analysts at the largest size; of anything else all. */
function worthShowing(bench: string, reports: readonly BenchReport[]): (name: string) => boolean {
  const last = reports.at(-1)?.benches[bench]?.measures ?? [];
  const slowest = last
    .filter(({ name }) => SINGLE_QUERY.test(name) && name.endsWith(', 10'))
    .sort((a, b) => b.value - a.value)
    .slice(0, SHOWN_QUERIES);
  const shown = new Set(slowest.flatMap(({ name }) => [name, name.replace(/, 10$/, ', 1')]));
  return (name) => bench !== 'console' || !SINGLE_QUERY.test(name) || shown.has(name);
}

/** The value, in brackets its limit or what stands beside it, and whether the bar was missed. */
function cell(measure: Judged | undefined): string {
  if (!measure) return '';
  const { value, unit, limit, beside, share, met } = measure;
  const other = limit ?? beside;
  const bracket =
    other === undefined ? '' : ` (${show(other, unit)}${share === null ? '' : `, ${show(share, '')}`})`;
  return `${show(value, unit)}${bracket}${met === false ? ' **missed**' : ''}`;
}

function barOf({ bar = 0, limit, unit }: Judged): string {
  return limit === undefined ? show(bar, unit) : `${bar} of it`;
}

/** The exponent k of cost ~ n^k between two sizes that follow each other; 1 is in step with the number of exchanges. */
export function exponent(
  before: { n: number; cost: number },
  after: { n: number; cost: number },
): number | null {
  if (before.cost <= 0 || after.cost <= 0 || before.n === after.n) return null;
  return Math.log(after.cost / before.cost) / Math.log(after.n / before.n);
}

function growth(reports: readonly BenchReport[]): string[] {
  const measured = reports.filter(({ world }) => world !== null);
  if (measured.length < 2) return [];
  // Two sizes close to each other, such as a load that was cut off, say nothing of growth.
  const pairs = measured
    .slice(1)
    .map((after, i) => ({ before: measured[i] as BenchReport, after }))
    .filter(
      ({ before, after }) => (after.world?.exchanges ?? 0) > LEAST_STEP * (before.world?.exchanges ?? 0),
    );
  if (pairs.length === 0) return [];
  const names = new Map<string, string>();
  for (const { benches } of measured)
    for (const bench of ON_WORLD)
      for (const { name, lessIsBetter } of benches[bench]?.measures ?? [])
        if (lessIsBetter && GROWING.test(name)) names.set(`${bench} ${name}`, bench);
  const costOf = (report: BenchReport, bench: string, name: string) =>
    report.benches[bench]?.measures.find((measure) => measure.name === name)?.value ?? 0;
  const rows = [...names].map(([title, bench]) => {
    const name = title.slice(bench.length + 1);
    return [
      `${bench}: ${name}`,
      ...pairs.map(({ before, after }) => {
        const k = exponent(
          { n: before.world?.exchanges ?? 0, cost: costOf(before, bench, name) },
          { n: after.world?.exchanges ?? 0, cost: costOf(after, bench, name) },
        );
        return k === null ? '' : k.toFixed(2);
      }),
    ];
  });
  return [
    '## Growth',
    '',
    'The exponent k of cost ~ nᵏ between one size and the next, n being the number of exchanges. In step with n is 1; n log n is about 1.07 here.',
    '',
    ...table(['', ...pairs.map(({ before, after }) => `${before.size} → ${after.size}`)], rows),
    '',
  ];
}

const HOW = [
  '## How it is measured',
  '',
  'The world is `retort simulate --scenario full` (24,000 campaign accounts, 100,000 others and about 15 million exchanges in 30 days at full size; a hundredth and a tenth of',
  'it as small and middle, of which small has fewer kinds of honest groups), read by `retort ingest` without prompts from a pipe. In brackets stands the limit, or the least of its kind, measured in the same',
  'run: raw COPY in the binary format into a table with the same indexes, one grouped scan of `exchange`, `/healthz` under the same load, COPY out. The load of the machine',
  'is the number of processes that wanted a processor meanwhile; on a machine that does other work too, times are as much longer, and ratios within a run are what holds.',
  'Analysts never pause: ten of them are as many requests at once. Percentiles of a single query are over its own requests. Posts are timed from the moment they were due,',
  'so that a server which falls behind shows it; those that were accepted are looked for in the database, also after the server was killed in the middle of them.',
  '',
  '```',
  'npm run bench                                   # every bench at the small size',
  'npm run bench -- load detect console --size middle --keep worlds   # loads the world once; repeat parts from there',
  'npm run bench -- --write                        # this page',
  '```',
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function show(value: number, unit: string): string {
  if (unit === 'bytes' && value >= 1e6) return `${(value / 1024 ** 2).toFixed(0)} MiB`;
  const digits = Math.abs(value) >= 100 ? whole(Math.round(value)) : String(Number(value.toPrecision(3)));
  return unit === '' ? digits : `${digits} ${unit}`;
}

function whole(value: number): string {
  return value.toLocaleString('en');
}
