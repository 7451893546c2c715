import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { ageRows } from '@/lib/db/aging';
import { getPool } from '@/lib/db/pool';
import { releaseDeadWorkers } from '@/lib/jobs/liveness';
import { log } from '@/lib/jobs/log';
import { REAL_WORLD } from '@/lib/jobs/world';
import { matchReceived } from '@/lib/services/intel/match';
import { readDelivery } from '@/lib/services/intel/read-delivery';
import { settleShares } from '@/lib/services/share/settle';
import { checkAudit } from './check-audit';
import { drainTarget } from './drain-target';
import { drawCampaigns } from './draw-campaigns';
import { dropDays } from './drop-days';
import { freezeOnce } from './freeze-batch';
import { keepHouse } from './keep-house';
import { maintainPartitions } from './maintain-partitions';
import { pollIntel } from './poll-intel';
import { runBacktest, sweepBacktests } from './run-backtest';
import { runBatch } from './run-batch';
import { runDemo, sweepDemo } from './run-demo';
import { runDetectionIfNew } from './run-detection';
import { sweepBatches } from './sweep-batches';
import { sweepCases } from './sweep-cases';
import { sweepIntel } from './sweep-intel';
import { sweepOrders } from './sweep-orders';
import { sweepShares } from './sweep-shares';
import { tryTarget } from './try-target';
import { watchValues } from './watch-values';
import { makeCaseFile } from './write-case';

const targetPayload = z.object({ target_id: z.string() });
const batchPayload = z.object({ batch_id: z.string() });
const demoPayload = z.object({ task_id: z.string() });
const backtestPayload = z.object({ backtest_id: z.string() });
const casePayload = z.object({ case_file_id: z.string() });
const sourcePayload = z.object({ source_id: z.string() });
const deliveryPayload = z.object({ delivery_id: z.string() });
const sharePayload = z.object({ campaign_id: z.string() });

/** Everything the worker can do, by the names under which jobs are asked for (lib/services/order/enqueue.ts, schedule.ts). */
export const TASKS: TaskList = {
  'drain-target': async (payload, { abortSignal }) => {
    const { target_id } = targetPayload.parse(payload);
    const sent = await drainTarget(target_id, REAL_WORLD, abortSignal);
    if (sent > 0) log.info({ target: target_id, sent }, 'sent orders');
  },
  'sweep-orders': async () => {
    const dead = await releaseDeadWorkers();
    if (dead.length > 0) log.warn({ dead }, 'gave back the jobs of workers that died');
    const swept = await sweepOrders();
    if (swept > 0) log.info({ swept }, 'asked again for targets with orders that were waiting');
  },
  'test-target': async (payload) => tryTarget(targetPayload.parse(payload).target_id),
  'freeze-batch': async (payload) => {
    const { batch_id } = batchPayload.parse(payload);
    const frozen = await freezeOnce(batch_id);
    if (frozen) log.info({ batch: batch_id, ...frozen }, 'wrote down the accounts of a batch');
  },
  'run-batch': async (payload, { abortSignal }) => {
    const { batch_id } = batchPayload.parse(payload);
    const accounts = await runBatch(batch_id, { now: () => new Date(), stopping: abortSignal });
    if (accounts > 0) log.info({ batch: batch_id, accounts }, 'went on with a batch');
  },
  'sweep-batches': async () => {
    const { expired, asked } = await sweepBatches();
    if (expired + asked > 0)
      log.info({ expired, asked }, 'ended or asked again for batches that nobody worked on');
  },
  'run-detection': async () => {
    const run = await runDetectionIfNew();
    if (run) log.info(run, 'detection ran');
    await drawCampaigns();
    await watchValues();
  },
  'draw-campaigns': async () => {
    const drawn = await drawCampaigns();
    if (drawn > 0) log.info({ drawn }, 'drew the pictures of campaigns');
    const { hits } = await watchValues();
    if (hits > 0) log.info({ hits }, 'watched values were shown by new accounts');
  },
  'maintain-partitions': async () => {
    await maintainPartitions();
    const dropped = await dropDays();
    if (dropped) log.info(dropped, 'dropped days that are no longer kept');
  },
  'age-rows': async () => {
    const gone = await ageRows(getPool(), new Date());
    if (Object.keys(gone).length > 0) log.info(gone, 'deleted rows that nobody needs any more');
  },
  'keep-house': async () => {
    const analyzed = await keepHouse();
    if (analyzed.length > 0) log.info({ analyzed }, 'made statistics anew');
  },
  'check-audit': async () => checkAudit(),
  'write-case': async (payload) => {
    const { case_file_id } = casePayload.parse(payload);
    const written = await makeCaseFile(case_file_id);
    if (written) log.info({ case_file: case_file_id, ...written }, 'wrote a case file');
  },
  'run-backtest': async (payload) => {
    const { backtest_id } = backtestPayload.parse(payload);
    const judged = await runBacktest(backtest_id);
    if (judged) log.info({ backtest: backtest_id, ...judged }, 'judged the records by another configuration');
  },
  'run-demo': async (payload) => {
    const { task_id } = demoPayload.parse(payload);
    if (await runDemo(task_id)) log.info({ task: task_id }, 'worked on the demonstration world');
  },
  'sweep-demo': async () => {
    const asked = await sweepDemo();
    if (asked > 0) log.info({ asked }, 'asked again for work on the demonstration world');
  },
  'sweep-backtests': async () => {
    const asked = await sweepBacktests();
    if (asked > 0) log.info({ asked }, 'asked again for back-tests');
  },
  'poll-intel': async (payload, { abortSignal }) => {
    const { source_id } = sourcePayload.parse(payload);
    const polled = await pollIntel(source_id, abortSignal);
    if (polled?.trouble)
      log.warn({ source: source_id, ...polled }, 'a poll of shared indicators ended early');
    else if (polled && polled.objects > 0)
      log.info({ source: source_id, ...polled }, 'polled shared indicators');
    if (polled && polled.objects > 0) await matchReceived();
  },
  'read-intel': async (payload) => {
    const { delivery_id } = deliveryPayload.parse(payload);
    const delivery = await readDelivery(delivery_id);
    if (delivery)
      log.info({ delivery: delivery_id, status: delivery.status }, 'read a bundle that was handed in');
    await matchReceived();
  },
  'sweep-intel': async () => {
    const { hits } = await sweepIntel();
    if (hits > 0) log.info({ hits }, 'accounts match what others shared');
  },
  'sweep-cases': async () => {
    const { asked, forgotten } = await sweepCases();
    if (asked + forgotten > 0)
      log.info({ asked, forgotten }, 'asked again for case files, and forgot old ones');
  },
  'settle-shares': async (payload) => {
    const { campaign_id } = sharePayload.parse(payload);
    const { published, withdrawn } = await settleShares(campaign_id);
    if (published + withdrawn > 0)
      log.info({ campaign: campaign_id, published, withdrawn }, 'published or took back a campaign');
  },
  'sweep-shares': async () => {
    const asked = await sweepShares();
    if (asked > 0) log.info({ asked }, 'asked again for campaigns that are to be shared or taken back');
  },
};
