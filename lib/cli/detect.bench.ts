import { getPool } from '@/lib/db/pool';
import { drawCampaigns } from '@/lib/jobs/tasks/draw-campaigns';
import { watchValues } from '@/lib/jobs/tasks/watch-values';
import type { Measure, WorldBench } from './bench';
import { measuredRetort } from './bench/processes';

const HOUR = 3_600_000;
const SCANS = 6;
const MEMORY_BYTES = 2 * 1024 ** 3;
const SHARE_OF_FULL = 1 / 20;

interface Receipt {
  campaigns: number;
  seconds: number;
}

/**
 * A full run in a process of its own, the run of an hour later that finds what the first one kept, and what the worker draws afterwards,
 * beside one scan of `exchange` grouped by account, hour, capability and model. Between two runs nothing is kept but what runs keep.
 */
const detectBench: WorldBench = {
  async world({ end }, note) {
    const pool = getPool();
    // What a run costs that goes on from the one before is measured, not how often one does not.
    process.env.RETORT_DETECT_CORE = '0';
    await pool.query('DELETE FROM detection_base');
    const before = await groupedScan();
    const run = (until: number) =>
      measuredRetort<Receipt>(['detect', '--until', new Date(until).toISOString()]);
    const full = await run(end - HOUR);
    const scan = (before + (await groupedScan())) / 2;
    const next = await run(end);
    note(
      `${full.answer.campaigns} campaigns; one grouped scan ${scan.toFixed(1)} s, full run ${full.answer.seconds} s, next hour ${next.answer.seconds} s`,
    );
    const drawing = await timed(drawCampaigns);
    const watching = await timed(() => watchValues());
    const seconds = (name: string, value: number): Measure => ({
      name,
      value,
      unit: 's',
      lessIsBetter: true,
    });
    return [
      { ...seconds('full run', full.answer.seconds), beside: scan },
      {
        name: 'full run, in grouped scans',
        value: full.answer.seconds / scan,
        unit: 'scans',
        bar: SCANS,
        lessIsBetter: true,
      },
      {
        name: 'full run, peak memory of Node',
        value: full.peak,
        unit: 'bytes',
        bar: MEMORY_BYTES,
        lessIsBetter: true,
      },
      seconds('full run, processor time of Node', full.cpu),
      seconds('run of the next hour', next.answer.seconds),
      {
        name: 'run of the next hour, share of the full one',
        value: next.answer.seconds / full.answer.seconds,
        unit: '',
        bar: SHARE_OF_FULL,
        lessIsBetter: true,
      },
      {
        name: 'run of the next hour, peak memory of Node',
        value: next.peak,
        unit: 'bytes',
        lessIsBetter: true,
      },
      seconds('pictures of campaigns, by the worker', drawing),
      seconds('counts of values, by the worker', watching),
    ];
  },
};

export default detectBench;

async function groupedScan(): Promise<number> {
  return timed(() =>
    getPool().query(
      `SELECT count(*) FROM (SELECT account_key, date_trunc('hour', occurred_at), capability, model_key, count(*), sum(input_tokens),
                                    sum(output_tokens) FROM exchange GROUP BY 1, 2, 3, 4) g`,
    ),
  );
}

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}
