import { describe, expect, test } from 'vitest';
import { changesOf, machineId, telling, withNames } from './changes';

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

  test('a time reads as one', () => {
    expect(changesOf(null, { until: '2026-11-23T01:55:32.433Z' })[0]?.to).toBe('2026-11-23 01:55:32 UTC');
  });

  test('ids of people and campaigns read as their names, also in a list', () => {
    const named = { u1: { name: 'Dana Okafor' }, cmp_a: { name: 'Tin Mortar' } };
    expect(withNames('u1, u2', named)).toBe('Dana Okafor, u2');
    expect(withNames('cmp_a', named)).toBe('Tin Mortar');
    expect(withNames('6fe25201-3933-43c9-bbc5-3a7482ad8c34', named, true)).toBe('6fe25201');
    expect(withNames('shared card, no work', named)).toBe('shared card, no work');
  });

  test.each([
    ['6fe25201-3933-43c9-bbc5-3a7482ad8c34', '6fe25201'],
    ['run_e5c014df-03e0-4637-a976-000000000000', 'run_e5c014df'],
    ['cmp_wcdw8eyfey', null],
    ['acct_0f8n9jp', null],
  ])('%s is cut to %s', (id, short) => {
    expect(machineId(id)).toBe(short);
  });

  test('what it came to and why stand first', () => {
    const all = changesOf(null, { order_id: 'o', reason: 'r', status: 'banned' });
    expect(telling(all).map(({ field }) => field)).toEqual(['status', 'reason', 'order_id']);
  });
});
