import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '@/lib/cli/bench/console';
import { cleaningUp } from '@/lib/cli/clean-up';
import { startEmbedded } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { closePool, getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import { seeded } from '@/lib/model/random';
import { insertCrowd } from '@/lib/services/batch/fixture';
import { addTarget } from '@/lib/services/target/add';
import { addUser } from '@/lib/services/user/add';
import { Person, patiently } from './person';
import { openReceiver, type Receiver } from './receiver';
import { type ReceiptLine, untruths } from './truth';
import { startVictims, VICTIMS, type Victim, type Victims } from './victims';

export interface ChaosOptions {
  /** How often each of the three is killed. */
  readonly moments: number;
  readonly seed: number;
  readonly accounts: number;
}

export interface ChaosReport {
  accounts: number;
  seed: number;
  /** Kills by victim, and how many accounts were done and orders taken at each. */
  killed: Record<Victim, number>;
  moments: { victim: Victim; applied: number; taken: number }[];
  /** Requests at the receiver, each key once and repeats. */
  arrivals: number;
  orders: number;
  /** Times that pausing or resuming was answered with yes meanwhile. */
  answered: number;
  seconds: number;
  /** What was lost, doubled or told wrongly; empty when nothing was. */
  untruths: string[];
}

interface Batch {
  status: string;
  version: number;
  frozen_at: string | null;
  progress: { applied: number };
}

const system: Actor = { kind: 'system', name: 'Retort' };
const CROWD = 'crowd';
const BYSTANDERS = 'bystander';
/** The last kill comes before so much of the work is done. */
const LAST = 0.95;
const LOOK_MS = 20;
/** Pauses of whoever pauses and resumes, in ms. */
const FIDGET_MS = { least: 100, most: 1_000 };

/**
 * Bans a campaign over HTTP, by two people, and kills the console, the worker and the database by turns while that goes on and its orders
 * go out to a receiver that honours their keys; somebody pauses and resumes it meanwhile. Then it looks for whatever was lost or doubled,
 * and holds the receipt against what the receiver did. Needs the built pages and bundles. Works in a temporary folder.
 */
export async function chaos(options: ChaosOptions, note: (line: string) => void): Promise<ChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), 'retort-chaos-'));
  process.env.RETORT_AUTH_SECRET = randomBytes(32).toString('hex');
  process.env.RETORT_WEBHOOK_ALLOW_PRIVATE = '1';
  return cleaningUp(
    async () => rmSync(folder, { recursive: true, force: true }),
    async () => {
      const database = await startEmbedded(folder);
      return cleaningUp(
        async () => {
          await closePool();
          await database.release();
        },
        async () => {
          process.env.DATABASE_URL = database.url;
          await migrate(database.url);
          const random = seeded(options.seed);
          const receiver = await openReceiver(seeded(options.seed + 1));
          const people = await scene(options.accounts, receiver.url);
          await closePool();
          const port = await freePort();
          const victims = startVictims(folder, port);
          return cleaningUp(
            () => victims.stop().finally(() => receiver.close()),
            () => played({ ...options, random, receiver, people, victims, port, note }),
          );
        },
      );
    },
  );
}

interface Sign {
  email: string;
  password: string;
}

/** The campaign, as many accounts beside it that nobody means as a tenth of it, two people, and where orders go. */
async function scene(accounts: number, url: string): Promise<{ analyst: Sign; lead: Sign }> {
  await insertCrowd(CROWD, accounts);
  await insertCrowd(BYSTANDERS, Math.ceil(accounts / 10));
  await addTarget({ kind: 'webhook', name: 'Receiver', url }, { actor: system });
  await getPool().query('ANALYZE');
  const add = async (email: string, role: 'analyst' | 'lead') => ({
    email,
    password: (await addUser({ email, role }, { actor: system })).password,
  });
  return { analyst: await add('ada@example.org', 'analyst'), lead: await add('lee@example.org', 'lead') };
}

type Play = Omit<ChaosOptions, 'seed'> & {
  seed: number;
  random: () => number;
  receiver: Receiver;
  people: { analyst: Sign; lead: Sign };
  victims: Victims;
  port: number;
  note: (line: string) => void;
};

async function played(play: Play): Promise<ChaosReport> {
  const { accounts, moments, seed, random, receiver, people, victims, port, note } = play;
  const origin = `http://127.0.0.1:${port}`;
  const ada = await Person.signedIn(origin, people.analyst.email, people.analyst.password);
  const lee = await Person.signedIn(origin, people.lead.email, people.lead.password);
  const id = await asked(ada, lee);
  note(`A ban of ${accounts} accounts was asked for and approved.`);
  const begun = performance.now();
  const hand = fidget(ada, id, random);
  const watch = watchApplied(id);
  const report: ChaosReport = {
    accounts,
    seed,
    killed: { web: 0, worker: 0, database: 0 },
    moments: [],
    arrivals: 0,
    orders: 0,
    answered: 0,
    seconds: 0,
    untruths: [],
  };
  for (const { victim, mark } of plannedKills(moments, accounts, random)) {
    let applied = await watch.applied();
    for (; applied + receiver.done.size < mark; applied = await watch.applied()) await sleep(LOOK_MS);
    await victims.kill(victim);
    report.killed[victim]++;
    report.moments.push({ victim, applied, taken: receiver.done.size });
    note(`kill -9 ${victim}: ${applied} accounts done, ${receiver.done.size} orders taken`);
  }
  await watch.end();
  report.answered = await hand.end();
  await patiently(async () => {
    const batch = await ada.ask<Batch>(`/api/v1/batches/${id}`);
    return batch.status === 'done' || null;
  });
  const receiptOf = async () =>
    (await ada.lines(`/api/v1/batches/${id}/receipt?format=ndjson`)) as ReceiptLine[];
  await patiently(async () =>
    receiver.done.size >= accounts && (await receiptOf()).every((line) => line.order_status === 'delivered')
      ? true
      : null,
  ).catch(() => note('Not every order is delivered; it is looked at as it is.'));
  report.seconds = (performance.now() - begun) / 1_000;
  report.arrivals = receiver.arrivals();
  report.orders = receiver.done.size;
  const ids = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name}-${i}`);
  report.untruths.push(
    ...(await untruths({
      batch: id,
      accounts: ids(CROWD, accounts),
      bystanders: ids(BYSTANDERS, Math.ceil(accounts / 10)),
      receipt: await receiptOf(),
      done: receiver.done,
      answered: report.answered,
    })),
  );
  return report;
}

/** A ban of the whole campaign, drafted and submitted by one person and approved by another. Answers its id. */
async function asked(ada: Person, lee: Person): Promise<string> {
  const { id } = await ada.ask<{ id: string }>('/api/v1/batches', { scope: { campaign_id: CROWD } });
  await patiently(async () => (await ada.ask<Batch>(`/api/v1/batches/${id}`)).frozen_at);
  const choice = { kind: 'ban' };
  const plan = await ada.ask<{ version: number; phrase: string }>(`/api/v1/batches/${id}/plan`, choice);
  const { version } = await ada.ask<{ version: number }>(`/api/v1/batches/${id}/submit`, {
    ...choice,
    version: plan.version,
    reason: 'One card, one clock.',
    policy: 'distillation',
    typed: plan.phrase,
  });
  await lee.ask(`/api/console/batches/${id}/approve`, { version });
  return id;
}

/** Somebody who pauses and resumes the batch again and again, and leaves it running; answers how often that was answered with yes. */
function fidget(who: Person, id: string, random: () => number) {
  let going = true;
  let yes = 0;
  const stop = new AbortController();
  const look = async () => {
    const answer = await who.once(`/api/v1/batches/${id}`);
    return answer?.status === 200 ? (JSON.parse(answer.text) as Batch) : null;
  };
  const act = async (batch: Batch, what: 'pause' | 'resume') => {
    const answer = await who.once(`/api/v1/batches/${id}/${what}`, { version: batch.version });
    if (answer?.status === 200) yes++;
  };
  const loop = (async () => {
    while (going) {
      const batch = await look();
      if (batch?.status === 'paused') await act(batch, 'resume');
      else if (batch && ['scheduled', 'running'].includes(batch.status) && random() < 0.3)
        await act(batch, 'pause');
      const ms = FIDGET_MS.least + random() * (FIDGET_MS.most - FIDGET_MS.least);
      await sleep(ms, undefined, { signal: stop.signal }).catch(() => {});
    }
    await patiently(async () => {
      const batch = await look();
      if (batch?.status === 'paused') await act(batch, 'resume');
      return batch !== null && batch.status !== 'paused' ? true : null;
    });
  })();
  return {
    end: async () => {
      going = false;
      stop.abort();
      await loop;
      return yes;
    },
  };
}

/** How many accounts the batch has done, asked of the database itself; what was last known while it is away. */
function watchApplied(id: string) {
  let client: pg.Client | null = null;
  let last = 0;
  return {
    async applied(): Promise<number> {
      try {
        if (client === null) {
          const fresh = new pg.Client({
            connectionString: process.env.DATABASE_URL,
            application_name: 'retort chaos',
          });
          fresh.on('error', () => {
            client = null;
          });
          await fresh.connect();
          client = fresh;
        }
        const { rows } = await client.query<{ applied: number }>('SELECT applied FROM batch WHERE id = $1', [
          id,
        ]);
        last = rows[0]?.applied ?? last;
      } catch {
        client = null;
      }
      return last;
    },
    end: async () => client?.end().catch(() => {}),
  };
}

/**
 * Each of the three so often, in any order, at random marks of the work: accounts done and orders taken together, twice as many as there
 * are accounts in all. A mark is reached only when work goes on after the kill before it.
 */
function plannedKills(
  moments: number,
  accounts: number,
  random: () => number,
): { victim: Victim; mark: number }[] {
  const victims = VICTIMS.flatMap((victim) =>
    Array.from({ length: moments }, () => ({ victim, at: random() })),
  ).sort((a, b) => a.at - b.at);
  const marks = victims.map(() => Math.floor(random() * 2 * LAST * accounts)).sort((a, b) => a - b);
  return victims.map(({ victim }, index) => ({ victim, mark: marks[index] ?? 0 }));
}
