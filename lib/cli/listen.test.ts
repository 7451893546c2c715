import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { consoleUrl, listenAddress, requireFree } from './listen';

describe('where the console listens', () => {
  test.each([
    [{}, { host: '127.0.0.1', port: 3000 }],
    [
      { PORT: '', HOST: '' },
      { host: '127.0.0.1', port: 3000 },
    ],
    [
      { PORT: '8080', HOST: '0.0.0.0' },
      { host: '0.0.0.0', port: 8080 },
    ],
  ])('%o', (env, address) => {
    expect(listenAddress(env)).toEqual(address);
  });

  test.each(['0', '65536', '80.5', 'http'])('PORT=%s is refused by name', (PORT) => {
    expect(() => listenAddress({ PORT })).toThrow(`PORT is "${PORT}"`);
  });

  test.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://[::1]:3000'],
    ['::1', 'http://[::1]:3000'],
    ['retort.example', 'http://retort.example:3000'],
  ])('a browser reaches %s at %s', (host, url) => {
    expect(consoleUrl({ host, port: 3000 })).toBe(url);
  });

  test('a taken port is said, with one to use instead', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    try {
      await expect(requireFree({ host: '127.0.0.1', port })).rejects.toThrow(
        `Port ${port} on 127.0.0.1 is taken`,
      );
    } finally {
      other.close();
    }
    await expect(requireFree({ host: '127.0.0.1', port })).resolves.toBeUndefined();
  });

  test('an address of another machine is refused', async () => {
    await expect(requireFree({ host: '192.0.2.1', port: 3000 })).rejects.toThrow('set HOST');
  });
});
