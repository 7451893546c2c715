import { Agent } from 'node:http';
import { getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import { addKey } from '@/lib/services/key/add';
import { createFirstAdmin } from '@/lib/services/user/create-first-admin';
import { builtinPrompts } from '@/lib/simulate/prompts';
import { SCENARIOS, simulate } from '@/lib/simulate/simulate';
import type { Bench, Measure } from './bench';
import { type Analyst, ask, quantile, signIn, work } from './bench/analysts';
import { withConsole } from './bench/console';
import { type Posts, sendPosts } from './bench/posts';

const RATE = { perSecond: 1_000, connections: 50 };
const SECONDS = 15;
const WARM = { perSecond: 300, seconds: 3 };
const P99_MS = 100;
/** Posts a second that were answered by the time of the last answer, which comes after the last post. */
const KEPT_UP = 0.99 * RATE.perSecond;
/** The console is killed in the middle of so many seconds. */
const KILLED_SECONDS = 3;

const SENDERS = 8;
/** Bodies of 1 to 8 MB, in lines. */
const BODY_BYTES = [1, 2, 4, 8].map((mb) => mb * 1024 * 1024);
const READ_P95_MS = 300;
const ANALYSTS = 3;
const ROUNDS = 12;
const READS = [
  '/queue',
  '/campaigns',
  '/accounts',
  '/api/console/status',
  '/api/console/alerts?limit=100',
  '/api/console/alerts/counts',
  '/api/console/campaigns?limit=100',
  '/api/console/accounts?limit=100',
  '/api/console/accounts?limit=100&sort=exchanges',
  '/api/console/indicators?limit=100',
  '/api/console/capabilities/grid',
];
const END = Date.UTC(2026, 10, 1);
const SCALE = 0.3;

/**
 * What comes over HTTP, on the real server: a thousand small posts a second from 50 connections; how many of those that were accepted are
 * missing after a kill -9 in the middle of them; and how long analysts wait while eight senders send megabytes without a pause.
 */
const postsBench: Bench = async (note) => {
  const system: Actor = { kind: 'system', name: 'Retort' };
  const admin = await createFirstAdmin();
  if (!admin) throw new Error('The database is not empty.');
  const { key } = await addKey({ name: 'Gateway', scopes: ['ingest'] }, { actor: system });
  const { answer: posts, server } = await withConsole(async (origin, figures) => {
    await sendPosts({ origin, key, ...RATE, ...WARM, prefix: 'warm-' });
    const before = figures().cpu;
    const answer = await sendPosts({ origin, key, ...RATE, seconds: SECONDS, prefix: 'post-' });
    return { ...answer, cpu: figures().cpu - before };
  });
  note(`${posts.accepted.length} accepted, ${posts.others} not`);
  const { answer: killed } = await withConsole(async (origin, _, crash) => {
    await sendPosts({ origin, key, ...RATE, ...WARM, prefix: 'warm-again-' });
    let crashing: Promise<void> | undefined;
    const answer = await sendPosts(
      { origin, key, ...RATE, seconds: KILLED_SECONDS, prefix: 'killed-' },
      (sent) => {
        if (sent > (RATE.perSecond * KILLED_SECONDS) / 2) crashing ??= crash();
      },
    );
    await crashing;
    return answer;
  });
  note(`killed after ${killed.accepted.length} were accepted`);
  const lost = (await missing(posts)) + (await missing(killed));
  await getPool().query('TRUNCATE inbox');
  const { answer: waits } = await withConsole(async (origin) => {
    const one = await signIn(origin, admin.email, admin.password);
    const analysts = Array.from({ length: ANALYSTS }, () => one);
    await reads(analysts, 2);
    const alone = await reads(analysts, ROUNDS);
    const flood = beginFlood(origin, key);
    const meanwhile = await reads(analysts, ROUNDS);
    return { alone, meanwhile, ...(await flood.end()) };
  });
  note(`${waits.bodies} bodies, ${waits.exchanges} exchanges, ${waits.away} times turned away`);
  if (waits.failed > 0) throw new Error(`${waits.failed} bodies failed otherwise than by 429.`);
  const { rows } = await getPool().query<{ n: number }>('SELECT count(*)::int AS n FROM exchange');
  const ms = (name: string, value: number, more: Partial<Measure> = {}): Measure => ({
    name,
    value,
    unit: 'ms',
    lessIsBetter: true,
    ...more,
  });
  return [
    { name: 'small posts', value: posts.accepted.length / posts.seconds, unit: 'posts/s', bar: KEPT_UP },
    ms('small posts, p50', quantile(posts.latencies, 0.5)),
    ms('small posts, p99', quantile(posts.latencies, 0.99), { bar: P99_MS }),
    ms('a small post, processor time', (posts.cpu / posts.accepted.length) * 1_000),
    { name: 'peak memory', value: server.peak, unit: 'bytes', lessIsBetter: true },
    { name: 'accepted and lost, after kill -9 too', value: lost, unit: 'posts', bar: 0, lessIsBetter: true },
    ms('console under a flood of bodies, p95', quantile(waits.meanwhile, 0.95), {
      bar: READ_P95_MS,
      beside: quantile(waits.alone, 0.95),
    }),
    { name: 'exchanges taken in meanwhile', value: waits.exchanges / waits.seconds, unit: 'exchanges/s' },
    {
      name: 'accepted and lost in the flood',
      value: waits.exchanges - (rows[0]?.n ?? 0),
      unit: 'exchanges',
      bar: 0,
      lessIsBetter: true,
    },
  ];
};

export default postsBench;

/** How many records of posts that were answered 202 the database does not have. */
async function missing({ accepted }: Posts): Promise<number> {
  const { rows } = await getPool().query<{ body: Buffer }>('SELECT body FROM inbox');
  const kept = new Set(rows.map(({ body }) => (JSON.parse(body.toString('utf8')) as [{ id: string }])[0].id));
  return accepted.filter((id) => !kept.has(id)).length;
}

async function reads(analysts: readonly Analyst[], rounds: number): Promise<number[]> {
  return [...(await work(analysts, READS, rounds)).values()].flat();
}

interface Flood {
  bodies: number;
  exchanges: number;
  away: number;
  failed: number;
  seconds: number;
}

/** Senders that send one body after the other until `end`, and come again when they were turned away and told when. */
function beginFlood(origin: string, key: string): { end: () => Promise<Flood> } {
  const scenario = SCENARIOS.find(({ name }) => name === 'demo') ?? SCENARIOS[0];
  if (!scenario) throw new Error('There is no scenario to simulate.');
  const lines: string[] = [];
  for (const { record } of simulate({ scenario, scale: SCALE, seed: 1, end: END, prompts: builtinPrompts }))
    if (record.type === 'exchange') lines.push(JSON.stringify(record));
  const templates = BODY_BYTES.map((size, i) => templateOf(lines, size, i * 10_000));
  const flood: Flood = { bodies: 0, exchanges: 0, away: 0, failed: 0, seconds: 0 };
  const begun = performance.now();
  let going = true;
  const sender = async (who: number) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = who; going; n += SENDERS) {
      const body = stamped(templates[n % templates.length] as Template, n);
      const { status, body: text } = await ask(
        agent,
        `${origin}/api/v1/ingest`,
        { authorization: `Bearer ${key}` },
        body,
      );
      if (status === 200) {
        flood.bodies++;
        flood.exchanges += (JSON.parse(text.toString('utf8')) as { accepted: number }).accepted;
      } else if (status === 429) {
        flood.away++;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      } else flood.failed++;
    }
    agent.destroy();
  };
  const senders = Array.from({ length: SENDERS }, (_, who) => sender(who));
  return {
    end: async () => {
      going = false;
      await Promise.all(senders);
      return { ...flood, seconds: (performance.now() - begun) / 1_000 };
    },
  };
}

interface Template {
  bytes: Buffer;
  /** Where the ids begin. */
  places: number[];
}

const STAMP = '00000000';

/** Exchanges up to a size, whose ids begin with a stamp. */
function templateOf(lines: readonly string[], size: number, first: number): Template {
  const pieces: Buffer[] = [];
  const places: number[] = [];
  for (let n = first, length = 0; length < size; n++) {
    const [head = '', rest = ''] = (lines[n % lines.length] as string).split(/(?<="id":")(.*)/s);
    const piece = Buffer.from(`${head}${STAMP}${n}-${rest}\n`);
    places.push(length + Buffer.byteLength(head));
    pieces.push(piece);
    length += piece.length;
  }
  return { bytes: Buffer.concat(pieces), places };
}

/** A body with ids of its own, made without holding up whoever is measured in this process. */
function stamped({ bytes, places }: Template, n: number): Buffer {
  const body = Buffer.from(bytes);
  const stamp = Buffer.from(String(n).padStart(STAMP.length, '0'));
  for (const place of places) stamp.copy(body, place);
  return body;
}
