import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { inContext } from './context';
import { errorFields, makeLog } from './log';

test('an error is logged without the row that the database refused', () => {
  const error = Object.assign(new Error('duplicate key value'), {
    code: '23505',
    detail: 'Key (token_hash)=(a secret) already exists.',
    query: 'INSERT …',
    parameters: ['a secret'],
    cause: Object.assign(new Error('the cause'), { detail: 'a secret' }),
  });
  const logged = errorFields(error);
  expect(logged).toMatchObject({ type: 'Error', message: 'duplicate key value', code: '23505' });
  expect(JSON.stringify(logged)).not.toContain('a secret');
  expect(errorFields('a secret')).toEqual({ message: 'not an error', type: 'string' });
});

test('a line tells what it belongs to, and nothing in it is secret or can steer a terminal', () => {
  const lines: string[] = [];
  const to = new PassThrough();
  to.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  const log = makeLog('test', to);
  inContext({ id: 'req-1' }, () =>
    log.info(
      { account: '\u001b[2Jx\u009b31m\u202egnp.exe', password: 'p', inner: { token: 't', prompt: 'words' } },
      'a\nb',
    ),
  );
  log.info('outside');
  const [first = '', second = ''] = lines.join('').trim().split('\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is asked.
  expect(first).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(JSON.parse(first)).toMatchObject({
    name: 'test',
    msg: 'a\nb',
    request_id: 'req-1',
    account: '\u001b[2Jx\u009b31m\u202egnp.exe',
    password: '[Redacted]',
    inner: { token: '[Redacted]', prompt: '[Redacted]' },
  });
  expect(JSON.parse(second).request_id).toBeUndefined();
});
