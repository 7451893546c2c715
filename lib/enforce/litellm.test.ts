import { describe, expect, test } from 'vitest';
import type { OrderKind } from '@/lib/model/decision';
import type { KeyFrom } from '@/lib/model/target';
import type { Answer } from './attempt';
import type { Message } from './line';
import { callLitellm, tryLitellm } from './litellm';

/** A proxy that knows these keys, by account as `keyFrom` understands it. */
function proxy(keys: Record<string, string[]>, answers: Record<string, Answer> = {}) {
  const calls: string[] = [];
  const messages: Message[] = [];
  return {
    calls,
    messages,
    send: async (message: Message): Promise<Answer> => {
      messages.push(message);
      const { pathname, searchParams } = new URL(message.url);
      const asked = pathname.replace('/llm', '');
      calls.push(message.body === undefined ? asked : `${asked} ${JSON.parse(message.body).key}`);
      const set = answers[asked];
      if (set) return set;
      const known = new Set(Object.values(keys).flat());
      if (asked === '/key/info') {
        return { status: known.has(searchParams.get('key') ?? '') ? 200 : 404, text: '{}' };
      }
      if (asked === '/key/list') {
        const all = keys[searchParams.get('key_alias') ?? searchParams.get('user_id') ?? ''] ?? [];
        const from = (Number(searchParams.get('page')) - 1) * 100;
        return { status: 200, text: JSON.stringify({ keys: all.slice(from, from + 100) }) };
      }
      return { status: 200, text: known.has(JSON.parse(message.body ?? '{}').key) ? '{}' : 'null' };
    },
  };
}

const call = (
  line: ReturnType<typeof proxy>,
  kind: OrderKind,
  {
    keyFrom = 'key',
    accountId = 'hash-1',
    test = false,
  }: { keyFrom?: KeyFrom; accountId?: string; test?: boolean } = {},
) =>
  callLitellm(
    line,
    { url: 'https://proxy.example.org/llm/', secret: 'sk-master', keyFrom },
    { kind, accountId, reason: 'Harvests with nine others – ü.', test },
  );

describe('an order for a LiteLLM proxy', () => {
  test.each<[OrderKind, string[]]>([
    ['ban', ['/key/block hash-1']],
    ['suspend', ['/key/block hash-1']],
    ['reinstate', ['/key/unblock hash-1']],
  ])('%s calls %j', async (kind, calls) => {
    const line = proxy({ a: ['hash-1'] });
    expect(await call(line, kind)).toEqual({ ok: true, status: 200 });
    expect(line.calls).toEqual(calls);
    expect(line.messages[0]).toMatchObject({
      method: 'POST',
      headers: {
        authorization: 'Bearer sk-master',
        'litellm-changed-by': 'retort: Harvests with nine others .',
      },
    });
  });

  test.each<OrderKind>(['verify', 'throttle'])('%s is nothing it can do, and calls nothing', async (kind) => {
    const line = proxy({});
    expect(await call(line, kind)).toMatchObject({ ok: false, skipped: true, final: true });
    expect(line.calls).toEqual([]);
  });

  test('finds the key of an alias, and every key of a user', async () => {
    const byAlias = proxy({ 'team-7': ['hash-7'] });
    expect(await call(byAlias, 'ban', { keyFrom: 'alias', accountId: 'team-7' })).toMatchObject({ ok: true });
    expect(byAlias.calls).toEqual(['/key/list', '/key/block hash-7']);
    const many = Array.from({ length: 130 }, (_, i) => `hash-${i}`);
    const byUser = proxy({ 'user/ü 1': many });
    expect(await call(byUser, 'ban', { keyFrom: 'user', accountId: 'user/ü 1' })).toMatchObject({ ok: true });
    expect(byUser.calls).toEqual(['/key/list', '/key/list', ...many.map((key) => `/key/block ${key}`)]);
  });

  test.each<[string, KeyFrom]>([
    ['a key', 'key'],
    ['an alias', 'alias'],
    ['a user', 'user'],
  ])('for %s that is not there is a dead letter', async (_, keyFrom) => {
    expect(await call(proxy({}), 'ban', { keyFrom, accountId: 'nobody' })).toMatchObject({
      ok: false,
      final: true,
      error: expect.stringMatching(/no such key|No key/),
    });
  });

  test('in test mode only looks whether the keys are there', async () => {
    const line = proxy({ a: ['hash-1'], 'team-7': ['hash-7'] });
    expect(await call(line, 'ban', { test: true })).toMatchObject({ ok: true });
    expect(await call(line, 'ban', { test: true, keyFrom: 'alias', accountId: 'team-7' })).toMatchObject({
      ok: true,
    });
    expect(await call(line, 'ban', { test: true, accountId: 'nobody' })).toMatchObject({
      ok: false,
      final: true,
    });
    expect(line.calls).toEqual(['/key/info', '/key/list', '/key/info']);
  });

  test.each([
    [
      'a wrong administrator key is the target’s fault, not the order’s',
      { status: 401, text: 'No' },
      false,
      true,
    ],
    ['a proxy that fails is tried again', { status: 500, text: '' }, false, false],
    ['a refusal is final', { status: 400, text: 'bad' }, true, false],
  ])('%s', async (_, answer, final, target) => {
    const attempt = await call(proxy({ a: ['hash-1'] }, { '/key/block': answer }), 'ban');
    expect(attempt).toMatchObject({ ok: false, final });
    expect('target' in attempt && attempt.target === true).toBe(target);
  });

  test('something else at the address is no proxy', async () => {
    const line = proxy({}, { '/key/list': { status: 200, text: '<html>' } });
    expect(await call(line, 'ban', { keyFrom: 'alias' })).toMatchObject({
      ok: false,
      error: 'Answered no list of keys.',
    });
  });

  test('that is not answered may be tried again', async () => {
    const line = { send: () => Promise.reject(new Error('connect ECONNREFUSED')) };
    const lost = await callLitellm(
      line,
      { url: 'https://proxy.example.org', secret: 'sk', keyFrom: 'key' },
      { kind: 'ban', accountId: 'a', reason: 'r', test: false },
    );
    expect(lost).toEqual({ ok: false, final: false, error: 'connect ECONNREFUSED' });
  });

  test('trying it changes nothing there', async () => {
    const line = proxy({});
    const attempt = await tryLitellm(line, {
      url: 'https://proxy.example.org/llm',
      secret: 'sk-master',
      keyFrom: 'key',
    });
    expect(attempt).toMatchObject({ ok: true });
    expect(line.calls).toEqual(['/key/list']);
  });
});
