import { type MessagePort, parentPort } from 'node:worker_threads';
import { createPool, databaseUrl } from '@/lib/db/pool';
import { backendGivesWay, giveWay } from '@/lib/db/priority';
import { startPulse } from '@/lib/db/pulse';
import { openParser } from '@/lib/ingest/parser';
import { inContext } from '@/lib/watch/context';
import { acceptRecords } from './accept';
import { errorOf, failureOf, type IntakeAnswer, type IntakeTask } from './between';

/** Rows that come in by the hundred thousand take longer than what a page may ask for. */
const STATEMENT_TIMEOUT_MS = 120_000;
/** Two for each body: one that writes, one that makes partitions. */
const CONNECTIONS = 16;

const port = parentPort as MessagePort;
giveWay();
startPulse();
const pool = createPool(databaseUrl(), {
  max: CONNECTIONS,
  application_name: 'retort ingest',
  statement_timeout: STATEMENT_TIMEOUT_MS,
});
pool.on('connect', (client) => backendGivesWay(client));
const parser = openParser({ sparesOne: true });
const say = (answer: IntakeAnswer) => port.postMessage(answer);
const bodies = new Map<number, (task: IntakeTask) => void>();

const chunksOf = async function* (call: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const task = await new Promise<IntakeTask>((resolve) => {
      bodies.set(call, resolve);
      say({ call, next: true });
    });
    if ('broke' in task) throw errorOf(task.broke);
    if (!('chunk' in task) || task.chunk === null) return;
    yield task.chunk;
  }
};

port.on('message', (task: IntakeTask) => {
  const { call } = task;
  if (!('begin' in task)) return bodies.get(call)?.(task);
  const { actor, context, ...intake } = task.begin;
  const work = () => acceptRecords({ ...intake, input: chunksOf(call) }, { actor, parser, pool });
  (context ? inContext(context, work) : work())
    .then(
      (receipt) => say({ call, receipt }),
      (error) => say({ call, failure: failureOf(error) }),
    )
    .finally(() => bodies.delete(call));
});
