import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveIntakeFirst } from './intake-server';

/** For tests: a server on any free port that takes bodies in as the console does, and answers everything else with 418. */
export async function serveIntake(): Promise<{ url: string; close: () => Promise<void> }> {
  serveIntakeFirst();
  const server = createServer((_, response) => {
    response.statusCode = 418;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  // From the first request on the server is known.
  await fetch(url);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

// As a process of its own, for tests that kill it: says where it listens.
if (process.argv[2] === 'serve') {
  const { url } = await serveIntake();
  process.stdout.write(`${url}\n`);
}
