import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { deliver } from './deliver';
import { Line, type LineOptions } from './line';
import { orderBody } from './order-body';
import { verifySignature } from './sign';

const now = new Date('2026-10-01T12:00:00.000Z');
const body = orderBody({
  id: 'order-1',
  sequence: '7',
  kind: 'ban',
  accountId: 'acct-1',
  reason: 'Harvests with nine others.',
  decidedBy: 'Dana Okafor',
  decidedAt: now,
  campaignId: 'camp-1',
  batchId: null,
  test: false,
});

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A receiver on this machine; answers its address. */
async function receiver(
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    handle(request, response, text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const open = (more: Partial<LineOptions> = {}) => {
  const line = new Line({ policy: { allowPrivate: false }, ...more });
  closers.push(() => line.close());
  return line;
};
const send = (url: string, more: Partial<LineOptions> = {}, line = open(more)) =>
  deliver(line, { url, secret: 'whsec', body, idempotencyKey: 'order-1', now });

describe('delivering an order', () => {
  test('sends the body, a signature that holds, and the idempotency key', async () => {
    let seen: { headers: IncomingMessage['headers']; text: string } | undefined;
    const url = await receiver((request, response, text) => {
      seen = { headers: request.headers, text };
      response.writeHead(202).end('taken');
    });
    expect(await send(url)).toEqual({ ok: true, status: 202 });
    expect(JSON.parse(seen?.text ?? '')).toEqual({
      id: 'order-1',
      sequence: '7',
      kind: 'ban',
      account_id: 'acct-1',
      reason: 'Harvests with nine others.',
      decided_by: 'Dana Okafor',
      decided_at: '2026-10-01T12:00:00.000Z',
      campaign_id: 'camp-1',
    });
    expect(seen?.headers['idempotency-key']).toBe('order-1');
    expect(verifySignature(String(seen?.headers['retort-signature']), seen?.text ?? '', 'whsec', now)).toBe(
      true,
    );
  });

  test.each([
    [400, true],
    [401, false],
    [404, true],
    [410, true],
    [301, false],
    [408, false],
    [425, false],
    [429, false],
    [500, false],
    [503, false],
  ])('an answer of %i is final: %s', async (status, final) => {
    const url = await receiver((_, response) =>
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('no'),
    );
    expect(await send(url)).toMatchObject({
      ok: false,
      final,
      error: expect.stringContaining(`Answered ${status}`),
    });
  });

  test('follows no redirect', async () => {
    const paths: string[] = [];
    const url = await receiver((request, response) => {
      paths.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await send(url)).toMatchObject({ ok: false, error: 'Answered 307 (redirects are not followed)' });
    expect(paths).toEqual(['/hook']);
  });

  test('notes how long a busy receiver asks to be left alone', async () => {
    const url = await receiver((_, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    expect(await send(url)).toMatchObject({ ok: false, final: false, retryAfterMs: 120_000 });
  });

  test('gives up on a receiver that takes the request and says nothing', async () => {
    const url = await receiver(() => {});
    expect(await send(url, { timeoutMs: 50 })).toEqual({
      ok: false,
      final: false,
      error: 'No answer within 0.05 s.',
    });
  });

  test('gives up on a receiver that never ends its answer', async () => {
    const url = await receiver((_, response) => response.writeHead(200).write('x'));
    expect(await send(url, { timeoutMs: 50 })).toMatchObject({ ok: false, final: false });
  });

  test('gives up on a name that never resolves', async () => {
    const resolve = () => new Promise<never>(() => {});
    expect(await send('https://hooks.example.org/', { timeoutMs: 50, resolve })).toMatchObject({
      ok: false,
      final: false,
    });
  });

  test('reads only the start of an endless answer', async () => {
    const url = await receiver((_, response) => {
      response.writeHead(400);
      response.on('error', () => {});
      const more = () => {
        while (response.write('y'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    const attempt = await send(url);
    expect(attempt).toMatchObject({ ok: false, final: true });
    expect(attempt.ok ? '' : attempt.error).toHaveLength('Answered 400: '.length + 200);
  });

  test('a receiver that dies in the middle is tried again', async () => {
    const server = createTcp((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const attempt = await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(attempt).toMatchObject({ ok: false, final: false });
  });

  test('a receiver that answers twice is heard once', async () => {
    const server = createTcp((socket) =>
      socket.once('data', () => {
        socket.write(
          'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nHTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n',
        );
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    expect(await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).toEqual({
      ok: true,
      status: 200,
    });
  });

  test('nobody listening is tried again', async () => {
    const url = await receiver(() => {});
    for (const close of closers.splice(0)) close();
    expect(await send(url)).toMatchObject({
      ok: false,
      final: false,
      error: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('connects to the address that was checked, whatever the name says later', async () => {
    const url = new URL(await receiver((_, response) => response.end()));
    url.hostname = 'localhost';
    const asked: string[] = [];
    const resolve = async (hostname: string) => {
      asked.push(hostname);
      return [{ address: asked.length === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    };
    expect(await send(url.href, { resolve })).toEqual({ ok: true, status: 200 });
    expect(asked).toEqual(['localhost']);
  });

  test('does not keep the secret of whoever tells it back', async () => {
    const url = await receiver((_, response) => response.writeHead(400).end('bad secret: whsec'));
    expect(await send(url)).toMatchObject({ error: 'Answered 400: bad secret: [secret]' });
  });

  test('keeps its connection from order to order', async () => {
    const ports = new Set<number | undefined>();
    const url = await receiver((request, response) => {
      ports.add(request.socket.remotePort);
      response.writeHead(204).end();
    });
    const line = open();
    for (let order = 0; order < 3; order++) expect(await send(url, {}, line)).toMatchObject({ ok: true });
    expect(ports.size).toBe(1);
  });

  test('a kept connection that was closed meanwhile is made anew at once', async () => {
    let served = 0;
    const server = createTcp((socket) => {
      socket.on('error', () => {});
      let asked = 0;
      // The second order on one connection meets a receiver that has just hung up.
      socket.on('data', () => {
        if (++asked === 2) return socket.resetAndDestroy();
        served++;
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: keep-alive\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const line = open();
    expect(await send(url, {}, line)).toEqual({ ok: true, status: 200 });
    expect(await send(url, {}, line)).toEqual({ ok: true, status: 200 });
    expect(served).toBe(2);
  });

  test.each([
    ['http://169.254.169.254/latest/meta-data', /not an address that orders may be sent to|must begin/],
    ['https://169.254.169.254/', /not an address that orders may be sent to/],
    ['https://10.0.0.5/', /private network/],
    ['file:///etc/passwd', /must begin with https/],
  ])('is never sent to %s', async (url, sentence) => {
    expect(await send(url)).toMatchObject({
      ok: false,
      final: false,
      error: expect.stringMatching(sentence),
    });
  });

  test('a name that points into a private network is refused when it is connected to', async () => {
    const resolve = async () => [{ address: '10.0.0.1', family: 4 }];
    expect(await send('https://hooks.example.org/', { resolve })).toMatchObject({
      ok: false,
      error: expect.stringMatching(/private network/),
    });
  });
});
