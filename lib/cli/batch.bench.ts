import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { createPool, databaseUrl, getPool } from '@/lib/db/pool';
import { runBatch } from '@/lib/jobs/tasks/run-batch';
import type { Actor } from '@/lib/model/access';
import { browseAccounts } from '@/lib/services/account/browse';
import { listBatchAccounts } from '@/lib/services/batch/accounts';
import { approveBatch } from '@/lib/services/batch/approve';
import { draftBatch } from '@/lib/services/batch/draft';
import { insertCrowd } from '@/lib/services/batch/fixture';
import { freezeBatch } from '@/lib/services/batch/freeze';
import { getBatch } from '@/lib/services/batch/get';
import { planBatch } from '@/lib/services/batch/plan';
import { batchReceipt } from '@/lib/services/batch/receipt';
import { reverseBatch } from '@/lib/services/batch/reverse';
import { BATCH_WORKER } from '@/lib/services/batch/row';
import { submitBatch } from '@/lib/services/batch/submit';
import { listCampaigns } from '@/lib/services/campaign/list';
import { addTarget } from '@/lib/services/target/add';
import type { Bench, Measure } from './bench';

const ACCOUNTS = 20_000;
/** Hours of traffic of each account. */
const HOURS = 60;
const PREVIEW_MS = 2_000;
const RUN_MS = 15_000;
const CONSOLE_MS = 150;
const REQUEST_MS = 150;
const MEMORY_BYTES = 64 * 1024 * 1024;
const PAUSE_MS = 40;

const ada: Actor = {
  kind: 'person',
  id: 'ada',
  name: 'Ada Lindqvist',
  email: 'ada@example.org',
  role: 'analyst',
  session: { id: 'a', method: 'password', fresh: true },
};
const lee: Actor = { ...ada, id: 'lee', name: 'Lee Brandt', email: 'lee@example.org', role: 'lead' };

/**
 * A batch over a campaign of 20,000 accounts with two targets, from the draft to the last order, while somebody works with the
 * console in the same process; then its receipt and its reversal.
 */
const batchBench: Bench = async (note) => {
  const queue = createPool(databaseUrl(), { types: pg.types, max: 1 });
  await runMigrations({ pgPool: queue });
  await queue.end();
  await scene();
  note(`${ACCOUNTS} accounts, ${ACCOUNTS * HOURS} hours of traffic`);

  const { id } = await draftBatch({ scope: { campaign_id: 'crowd' } }, { actor: ada });
  const preview = await timed(() => freezeBatch({ id }, { actor: BATCH_WORKER }));
  const choice = { id, kind: 'ban', include_innocent: 'all' } as const;
  const plan = await timed(() => planBatch(choice, { actor: ada }));
  const submit = await timed(() =>
    submitBatch(
      {
        ...choice,
        version: 1,
        reason: 'One card, one clock.',
        policy: 'distillation',
        typed: plan.answer.phrase,
      },
      { actor: ada },
    ),
  );
  await approveBatch({ id, version: 2 }, { actor: lee });

  const memory = watchMemory();
  const looks = lookAround(id);
  const run = await timed(() => runBatch(id));
  const latencies = await looks.end();
  const grown = memory.end();
  const { progress } = await getBatch({ id }, { actor: ada });
  note(`${progress.applied} applied, ${progress.skipped} skipped, ${latencies.length} looks at the console`);
  if (progress.applied !== ACCOUNTS)
    throw new Error(`Only ${progress.applied} of ${ACCOUNTS} accounts were done.`);

  const receipt = await timed(async () => {
    let bytes = 0;
    for await (const piece of (await batchReceipt({ id }, { actor: ada })).pieces) bytes += piece.length;
    return bytes;
  });
  const reversal = await timed(async () => {
    const made = await reverseBatch({ id, version: 3, reason: 'It was a class.' }, { actor: lee });
    await freezeBatch({ id: made.id }, { actor: BATCH_WORKER });
    return runBatch(made.id);
  });
  const ms = (name: string, value: number, bar?: number): Measure => ({
    name,
    value,
    unit: 'ms',
    bar,
    lessIsBetter: true,
  });
  return [
    ms('preview', preview.ms, PREVIEW_MS),
    ms('plan (request)', plan.ms, REQUEST_MS),
    ms('submit (request)', submit.ms, REQUEST_MS),
    ms('orders committed', run.ms, RUN_MS),
    ms('console meanwhile, p95', percentile(latencies, 0.95), CONSOLE_MS),
    { name: 'memory grown', value: grown, unit: 'bytes', bar: MEMORY_BYTES, lessIsBetter: true },
    ms('receipt', receipt.ms),
    ms('reversed', reversal.ms, RUN_MS),
  ];
};

export default batchBench;

async function scene(): Promise<void> {
  await insertCrowd('crowd', ACCOUNTS);
  await getPool().query("UPDATE account SET pathway = 'education' WHERE abs(key) % 10 = 0");
  await getPool().query(
    `INSERT INTO account_hour (account_key, hour, capability, model_key, exchanges, input_tokens, output_tokens, refused, limited)
     SELECT key, timestamptz '2026-10-01' + h * interval '1 hour', 1, 1, 10, 1000, 2000, 0, 0
       FROM account CROSS JOIN generate_series(1, ${HOURS}) AS h`,
  );
  const system: Actor = { kind: 'system', name: 'Retort' };
  await addTarget({ kind: 'pull', name: 'Gateway' }, { actor: system });
  await addTarget({ kind: 'webhook', name: 'Billing', url: 'https://hooks.example.org/' }, { actor: system });
  await getPool().query('ANALYZE');
}

/** Somebody who looks at one page of the console after the other; answers how long each took, in ms. */
function lookAround(id: string): { end: () => Promise<number[]> } {
  const pages = [
    () => getBatch({ id }, { actor: ada }),
    () => listBatchAccounts({ id, result: 'applied' }, { actor: ada }),
    () => browseAccounts({}, { actor: ada }),
    () => listCampaigns({}, { actor: ada }),
  ];
  const latencies: number[] = [];
  let going = true;
  const walk = (async () => {
    for (let n = 0; going; n++) {
      const page = pages[n % pages.length] as () => Promise<unknown>;
      latencies.push((await timed(page)).ms);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  return {
    end: async () => {
      going = false;
      await walk;
      return latencies;
    },
  };
}

/** The most memory of this process above what it had at first, in bytes. */
function watchMemory(): { end: () => number } {
  const first = process.memoryUsage.rss();
  let most = first;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  return {
    end: () => {
      clearInterval(timer);
      return most - first;
    },
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const start = performance.now();
  const answer = await work();
  return { ms: performance.now() - start, answer };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
