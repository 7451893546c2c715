import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Analyst, ask, signIn } from '@/lib/cli/bench/analysts';

const AGAIN_MS = 200;
const PATIENCE_MS = 300_000;

/** Somebody at the console who asks again while it is away. */
export class Person {
  private readonly agent = new Agent();

  private constructor(private readonly analyst: Analyst) {}

  static async signedIn(origin: string, email: string, password: string): Promise<Person> {
    return new Person(await patiently(() => signIn(origin, email, password).catch(() => null)));
  }

  /** JSON of a route. Rejects with what it said when it refuses for good. */
  async ask<T>(path: string, body?: object): Promise<T> {
    const { status, text } = await patiently(async () => {
      const answer = await this.once(path, body);
      return answer === null || answer.status >= 500 || answer.status === 429 ? null : answer;
    });
    if (status >= 300) throw new Error(`${path} answered ${status}: ${text.slice(0, 400)}`);
    return JSON.parse(text) as T;
  }

  /** The lines of a file, fetched whole. */
  async lines(path: string): Promise<unknown[]> {
    const { text } = await patiently(async () => {
      const answer = await this.once(path);
      return answer?.status === 200 ? answer : null;
    });
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  }

  /** One try; null when nothing answered to the end. */
  async once(path: string, body?: object): Promise<{ status: number; text: string } | null> {
    const { origin, cookie } = this.analyst;
    const headers = { cookie, origin, 'sec-fetch-site': 'same-origin' };
    const answer = await ask(this.agent, `${origin}${path}`, headers, body).catch(() => null);
    return answer && { status: answer.status, text: answer.body.toString('utf8') };
  }
}

/** Tries until there is an answer. Rejects after five minutes. */
export async function patiently<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(AGAIN_MS)) {
    const answer = await attempt();
    if (answer !== null) return answer;
  }
  throw new Error(`There was no answer for ${PATIENCE_MS / 60_000} minutes.`);
}
