import { expect, test } from 'vitest';
import type { Actor } from '@/lib/model/access';
import { Admission } from '@/lib/services/overload/admission';
import { withBody } from './body';

const KEY: Actor = { kind: 'key', id: 'key_1', name: 'gateway', scopes: ['ingest'] };
const KIB = 1024;

/** Sends bodies of these sizes at once, of which none is done with by itself; answers which were begun. */
async function sendAll(sizes: readonly number[], headers: Record<string, string> = {}, unpacked = false) {
  const gate = new Admission({ bodies: 10, bytes: 300 * KIB, waiting: 1, patience: 60_000 });
  const begun: number[] = [];
  const refused: number[] = [];
  for (const [i, size] of sizes.entries()) {
    const request = new Request('http://localhost/', {
      method: 'POST',
      body: Buffer.alloc(size, 'x'),
      headers: { 'content-length': String(size), ...headers },
    });
    const work = () => {
      begun.push(i);
      return new Promise<void>(() => {});
    };
    void withBody(request, KEY, work, { gate, unpacked }).catch((error) => {
      expect(error).toMatchObject({ code: 'busy', facts: { retry_after: expect.any(Number) } });
      refused.push(i);
    });
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { begun, refused };
}

test('small bodies are worked on however many there are', async () => {
  expect(await sendAll([1, 60 * KIB, 60 * KIB, 60 * KIB, 60 * KIB, 60 * KIB, 60 * KIB])).toEqual({
    begun: [0, 1, 2, 3, 4, 5, 6],
    refused: [],
  });
});

test('large ones only as many as there is room for; the others wait, and are turned away when too many do', async () => {
  expect(await sendAll([100 * KIB, 200 * KIB, 100 * KIB, 100 * KIB])).toEqual({
    begun: [0, 1],
    refused: [3],
  });
});

test('what will be unpacked is reckoned by what becomes of it', async () => {
  const sizes = [30 * KIB, 30 * KIB, 5 * KIB];
  expect(await sendAll(sizes, { 'content-encoding': 'gzip' }, true)).toEqual({ begun: [0, 2], refused: [] });
  expect(await sendAll(sizes, { 'content-encoding': 'gzip' })).toEqual({ begun: [0, 1, 2], refused: [] });
});

test('what is announced as larger than permitted is refused unread', async () => {
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: 'x',
    headers: { 'content-length': '2000' },
  });
  await expect(withBody(request, KEY, async () => 'read', { limit: 1_000 })).rejects.toMatchObject({
    code: 'too_large',
  });
});
