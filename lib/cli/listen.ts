import { createServer } from 'node:net';
import { RetortError } from '@/lib/model/errors';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** HOST and PORT of the environment (127.0.0.1, 3000). RetortError when PORT is no port. */
export function listenAddress(env: Readonly<Record<string, string | undefined>> = process.env): Address {
  const port = env.PORT ? Number(env.PORT) : 3000;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new RetortError(
      'invalid',
      `PORT is ${JSON.stringify(env.PORT)}, and a whole number from 1 to 65535 is needed.`,
    );
  }
  return { host: env.HOST || '127.0.0.1', port };
}

/** Where a browser on this machine reaches a server that listens at the address. */
export function consoleUrl({ host, port }: Address): string {
  const name =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Refuses an address where nobody can listen now, with the sentence that helps. */
export async function requireFree({ host, port }: Address): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(port, host, resolve);
    });
  } catch (error) {
    throw listenRefusal((error as NodeJS.ErrnoException).code, { host, port });
  } finally {
    probe.close();
  }
}

function listenRefusal(code: string | undefined, { host, port }: Address): RetortError {
  const sentence =
    code === 'EADDRINUSE'
      ? `Port ${port} on ${host} is taken by another program: stop it, or choose another port with PORT=${port === 65_535 ? 3000 : port + 1} npm start.`
      : code === 'EACCES'
        ? `This user may not listen on port ${port}: choose one above 1023 with PORT.`
        : `Nobody can listen on ${host} here (${code}): set HOST to an address of this machine.`;
  return new RetortError('unavailable', sentence);
}
