import { Agent, request } from 'node:http';

/** What a stream of small posts came to. */
export interface Posts {
  /** Milliseconds of each that was answered 202, from the moment it was due to the last byte of its answer. */
  readonly latencies: number[];
  /** Ids of the records of posts that were answered 202. */
  readonly accepted: string[];
  /** Those answered otherwise, or not at all. */
  readonly others: number;
  /** From the first to the last answer. */
  readonly seconds: number;
}

export interface Stream {
  readonly origin: string;
  readonly key: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly connections: number;
  /** Ids begin with it. */
  readonly prefix: string;
}

/** How often it is looked what is due, in ms. */
const TICK_MS = 2;

/** Posts one record at a time as LiteLLM's webhook does, at an even pace whatever the answers, over kept connections. */
export async function sendPosts(stream: Stream, after: (sent: number) => void = () => {}): Promise<Posts> {
  const { origin, key, perSecond, seconds, connections, prefix } = stream;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const url = `${origin}/api/v1/ingest/litellm`;
  const total = perSecond * seconds;
  const begun = performance.now();
  const latencies: number[] = [];
  const accepted: string[] = [];
  let others = 0;
  const post = (i: number) =>
    new Promise<void>((resolve) => {
      const due = begun + (i / perSecond) * 1_000;
      const id = `${prefix}${i}`;
      const body = JSON.stringify([payload(id, i)]);
      const lost = () => {
        others++;
        resolve();
      };
      const sent = request(
        url,
        {
          agent,
          method: 'POST',
          headers: {
            authorization: `Bearer ${key}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          response.resume();
          response.once('error', lost);
          response.once('end', () => {
            if (response.statusCode !== 202) return lost();
            latencies.push(performance.now() - due);
            accepted.push(id);
            resolve();
          });
        },
      );
      sent.once('error', lost);
      sent.end(body);
    });
  const under: Promise<void>[] = [];
  try {
    for (let sent = 0; sent < total; await new Promise((resolve) => setTimeout(resolve, TICK_MS))) {
      const due = Math.min(total, Math.floor(((performance.now() - begun) / 1_000) * perSecond));
      while (sent < due) under.push(post(sent++));
      after(sent);
    }
    await Promise.all(under);
  } finally {
    agent.destroy();
  }
  return { latencies, accepted, others, seconds: (performance.now() - begun) / 1_000 };
}

/** About 900 bytes of JSON. */
function payload(id: string, i: number): object {
  const at = Date.UTC(2026, 10, 1) / 1_000 + i / 1_000;
  return {
    id,
    call_type: 'acompletion',
    status: 'success',
    startTime: at,
    endTime: at + 1,
    model: 'aster-2',
    prompt_tokens: 31,
    completion_tokens: 200,
    requester_ip_address: '100.70.3.9',
    user_agent: 'aster/1.2',
    messages: [
      { role: 'system', content: 'Be terse.' },
      { role: 'user', content: `Name three colours, number ${i}. ${'word '.repeat(100)}` },
    ],
    model_parameters: { temperature: 1 },
    metadata: { user_api_key_user_id: `u${i % 500}` },
  };
}
