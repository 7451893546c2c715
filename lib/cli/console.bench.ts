import { Agent } from 'node:http';
import { getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import { addUser } from '@/lib/services/user/add';
import type { Measure, World, WorldBench } from './bench';
import { type Analyst, ask, type Latencies, quantile, signIn, work } from './bench/analysts';
import { withConsole } from './bench/console';
import { CONSOLE_QUERIES } from './bench/routes';

const P95_MS = 150;
const AT_ONCE = 10;
const ROUNDS = { alone: 6, together: 4 };
const HEALTH = '/healthz';
const system: Actor = { kind: 'system', name: 'Retort' };

/**
 * Every read of the console (bench/routes.ts) by people who signed in, on the built server in a process of its own: one analyst alone, then
 * ten at once, none of whom ever pauses, beside /healthz under the same load, which does nothing but ask the database whether it is there.
 */
const consoleBench: WorldBench = {
  async world(world, note) {
    const { answer, server } = await withConsole(async (origin, serverNow) => {
      const analysts: Analyst[] = [];
      for (let n = 0; n < AT_ONCE; n++) {
        const email = `analyst-${process.pid}-${n}@example.org`;
        const { password } = await addUser({ email, role: 'admin' }, { actor: system });
        analysts.push(await signIn(origin, email, password));
      }
      const first = analysts[0] as Analyst;
      const paths = [...(await queriesOf(world, first)), HEALTH];
      // The first of each finds neither plans nor pages in memory; that is the start's, not the query's.
      await work([first], paths, 1);
      const alone = await work([first], paths, ROUNDS.alone);
      note(`one analyst: ${summary(alone)}`);
      const before = serverNow().cpu;
      const together = await work(analysts, paths, ROUNDS.together);
      const cpu = serverNow().cpu - before;
      note(`${AT_ONCE} analysts: ${summary(together)}`);
      return { alone, together, cpu };
    });
    const { alone, together, cpu } = answer;
    const requests = [...together.values()].reduce((sum, { length }) => sum + length, 0);
    const idle = (latencies: Latencies) => quantile(latencies.get(HEALTH) ?? [], 0.95);
    const ms = (name: string, value: number, beside: number, bar?: number): Measure => ({
      name,
      value,
      unit: 'ms',
      beside,
      bar,
      lessIsBetter: true,
    });
    return [
      ms('all queries, 1 analyst, p95', quantile(queries(alone), 0.95), idle(alone), P95_MS),
      ms(`all queries, ${AT_ONCE} analysts, p95`, quantile(queries(together), 0.95), idle(together), P95_MS),
      {
        name: 'server, processor time of Node a request',
        value: (cpu / requests) * 1_000,
        unit: 'ms',
        lessIsBetter: true,
      },
      { name: 'server, peak memory', value: server.peak, unit: 'bytes', lessIsBetter: true },
      ...[...together.keys()]
        .filter((path) => path !== HEALTH)
        .flatMap((path) => {
          const name = nameOf(path);
          return [
            ms(`${name}, 1`, quantile(alone.get(path) ?? [], 0.95), idle(alone), P95_MS),
            ms(`${name}, ${AT_ONCE}`, quantile(together.get(path) ?? [], 0.95), idle(together), P95_MS),
          ];
        }),
    ];
  },
};

export default consoleBench;

function queries(latencies: Latencies): number[] {
  return [...latencies].flatMap(([path, values]) => (path === HEALTH ? [] : values));
}

function summary(latencies: Latencies): string {
  const all = queries(latencies);
  const slow = [...latencies].filter(([, values]) => quantile(values, 0.95) > P95_MS).length;
  return `p50 ${Math.round(quantile(all, 0.5))} ms, p95 ${Math.round(quantile(all, 0.95))} ms; ${slow} of ${latencies.size} above ${P95_MS} ms`;
}

/** The path without what differs from world to world. */
function nameOf(path: string): string {
  return decodeURIComponent(path)
    .replace('/api/console/', '')
    .replace(/\b(?:cmp|acct|alert|alr)_[\w-]+/g, '…')
    .replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}/g, '/…')
    .replace(/(indicators\/)[^/?]*[:#][^/?]*/, '$1…')
    .replace(/(indicator=)[^&]*/, '$1…')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]*Z/g, '…');
}

/** The paths with the largest campaign, its busiest member, another account and the value most accounts share in them. */
async function queriesOf({ end }: World, analyst: Analyst): Promise<string[]> {
  const one = async (sql: string): Promise<string> =>
    (await getPool().query<{ id: string }>(sql)).rows[0]?.id ?? '';
  const campaign = await one('SELECT id FROM campaign WHERE current ORDER BY account_count DESC LIMIT 1');
  const agent = new Agent();
  const { body } = await ask(agent, `${analyst.origin}/api/console/indicators?limit=1`, {
    cookie: analyst.cookie,
  });
  agent.destroy();
  const values: Record<string, string> = {
    campaign,
    account: await one(
      `SELECT a.id FROM account a JOIN campaign_account m ON m.account_key = a.key
        WHERE m.campaign_id = '${campaign.replaceAll("'", "''")}' ORDER BY a.exchanges DESC LIMIT 1`,
    ),
    other: await one('SELECT id FROM account ORDER BY exchanges DESC LIMIT 1'),
    alert: await one('SELECT id::text FROM alert ORDER BY id LIMIT 1'),
    indicator: nameOfIndicator(body),
    at: new Date(end).toISOString(),
  };
  const missing = Object.keys(values).filter((name) => !values[name]);
  if (missing.length > 0)
    throw new Error(`The world has no ${missing.join(', ')}: detection has to run on it first.`);
  return CONSOLE_QUERIES.map(
    (query) =>
      `/api/console/${query.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))}`,
  );
}

function nameOfIndicator(body: Buffer): string {
  const { items } = JSON.parse(body.toString('utf8')) as {
    items: { name?: string; kind: string; value: string }[];
  };
  return items[0]?.name ?? '';
}
