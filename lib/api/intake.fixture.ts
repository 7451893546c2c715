import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sourceRoute } from './intake';
import { otlpRoute } from './otlp';

/** For tests: the routes that take bodies in, behind a server of their own on any free port. */
export async function serveIntake(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const path = incoming.url ?? '/';
  const request = new Request(`http://127.0.0.1${path}`, {
    method: 'POST',
    headers: Object.entries(incoming.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    ),
    body: new Uint8Array(Buffer.concat(parts)),
  });
  const source = /^\/api\/v1\/ingest\/([^/]+)$/.exec(path)?.[1];
  const response =
    source === undefined
      ? await otlpRoute(request, { params: Promise.resolve({}) })
      : await sourceRoute(request, { params: Promise.resolve({ source }) });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

// As a process of its own, for tests that kill it: says where it listens.
if (process.argv[2] === 'serve') {
  const { url } = await serveIntake();
  process.stdout.write(`${url}\n`);
}
