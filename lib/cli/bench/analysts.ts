import { Agent, request } from 'node:http';
import { random } from '@/lib/simulate/random';

const WAIT_MS = 60_000;

/** The address of a console and the cookie of somebody who signed in there. */
export interface Analyst {
  readonly origin: string;
  readonly cookie: string;
}

export interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly body: Buffer;
  readonly cookies: readonly string[];
}

/** Milliseconds of each request, by path. */
export type Latencies = Map<string, number[]>;

/** One request over a kept connection, with an object as JSON or bytes as they are, timed from the first byte sent to the last one received. */
export function ask(
  agent: Agent,
  url: string,
  headers: Record<string, string>,
  json?: object | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const body = json === undefined || Buffer.isBuffer(json) ? json : JSON.stringify(json);
    const sent = request(
      url,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        timeout: WAIT_MS,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            ms: performance.now() - begun,
            body: Buffer.concat(chunks),
            cookies: response.headers['set-cookie'] ?? [],
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error(`No answer from ${url} within ${WAIT_MS / 1_000} s.`)));
    sent.end(body);
  });
}

/** Signs in with a password as the form does. Rejects when that is refused. */
export async function signIn(origin: string, email: string, password: string): Promise<Analyst> {
  const agent = new Agent();
  const { status, cookies } = await ask(
    agent,
    `${origin}/api/auth/sign-in/email`,
    { origin },
    { email, password },
  );
  agent.destroy();
  if (status !== 200 || cookies.length === 0)
    throw new Error(`Signing in was refused with status ${status}.`);
  return { origin, cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') };
}

/**
 * Analysts at work at once, without a pause: each asks for all paths, `rounds` times, every time in another order. Rejects when an answer
 * was no success, with all that were none.
 */
export async function work(
  analysts: readonly Analyst[],
  paths: readonly string[],
  rounds: number,
): Promise<Latencies> {
  const latencies: Latencies = new Map(paths.map((path) => [path, []]));
  const failures = new Map<string, string>();
  await Promise.all(
    analysts.map(async ({ origin, cookie }, who) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const rng = random(`analyst ${who}`);
      try {
        for (let round = 0; round < rounds; round++) {
          for (const path of shuffled(paths, () => rng.next())) {
            const { status, ms, body } = await ask(agent, `${origin}${path}`, { cookie });
            if (status !== 200)
              failures.set(path, `${path} answered ${status}: ${body.toString('utf8').slice(0, 300)}`);
            latencies.get(path)?.push(ms);
          }
        }
      } finally {
        agent.destroy();
      }
    }),
  );
  if (failures.size > 0) throw new Error([...failures.values()].join('\n'));
  return latencies;
}

/** The value below which a share of all lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function shuffled<T>(items: readonly T[], next: () => number): T[] {
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
