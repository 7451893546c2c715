import { expect, test } from 'vitest';
import { errorFields } from './log';

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
