import { describe, expect, test } from 'vitest';
import { changesOf, telling } from './changes';

describe('what an act changed', () => {
  test.each([
    ['nothing', null, null, []],
    ['only its version', { status: 'active', version: 1 }, { status: 'active', version: 2 }, []],
    [
      'one field',
      { status: 'active', version: 1 },
      { status: 'banned', version: 2 },
      [{ field: 'status', from: 'active', to: 'banned' }],
    ],
    ['something new', null, { name: 'gateway' }, [{ field: 'name', from: null, to: 'gateway' }]],
    ['something gone', { name: 'gateway' }, null, [{ field: 'name', from: 'gateway', to: null }]],
    [
      'what lies within',
      { a: { b: 1, c: 2 } },
      { a: { b: 1, c: 3 } },
      [{ field: 'a.c', from: '2', to: '3' }],
    ],
    ['a list', { scopes: ['read'] }, { scopes: [] }, [{ field: 'scopes', from: 'read', to: 'none' }]],
    ['a switch', { enabled: true }, { enabled: false }, [{ field: 'enabled', from: 'yes', to: 'no' }]],
    ['a value to none', { owner: 'u1' }, { owner: null }, [{ field: 'owner', from: 'u1', to: null }]],
    ['a list of records', null, { items: [{ id: 1 }] }, [{ field: 'items', from: null, to: '{"id":1}' }]],
  ])('%s', (_, before, after, changes) => {
    expect(changesOf(before, after)).toEqual(changes);
  });

  test('what it came to and why stand first', () => {
    const all = changesOf(null, { order_id: 'o', reason: 'r', status: 'banned' });
    expect(telling(all).map(({ field }) => field)).toEqual(['status', 'reason', 'order_id']);
  });
});
