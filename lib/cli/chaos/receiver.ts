import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long an order takes here, in ms, and how many of them are answered with a failure although they were done. */
const WORK_MS = { least: 20, most: 100 };
const FAILING = 0.02;

export interface Receiver {
  readonly url: string;
  /** What it did, by idempotency key: the account that the order was about. A key that comes again is answered and not done again. */
  readonly done: ReadonlyMap<string, string>;
  /** Requests in all, repeats among them. */
  arrivals(): number;
  close(): Promise<void>;
}

/** A provider that does each key once, takes its time, and says now and then that it failed although it did not. */
export async function openReceiver(random: () => number): Promise<Receiver> {
  const done = new Map<string, string>();
  let arrivals = 0;
  const server = createServer((request, response) => {
    arrivals++;
    take(request, response).catch(() => response.destroy());
  });
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += part;
    const key = String(request.headers['idempotency-key']);
    if (!done.has(key)) done.set(key, String((JSON.parse(body) as { account_id: unknown }).account_id));
    await sleep(WORK_MS.least + random() * (WORK_MS.most - WORK_MS.least));
    response.writeHead(random() < FAILING ? 500 : 204).end();
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`,
    done,
    arrivals: () => arrivals,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
