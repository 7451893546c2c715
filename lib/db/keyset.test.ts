import { describe, expect, it } from 'vitest';
import { type KeysetColumn, keyset } from './keyset';

const ORDER: KeysetColumn[] = [
  { sql: 'score', type: 'float8', order: 'desc' },
  { sql: 'id', type: 'text', order: 'asc' },
];

describe('a keyset page', () => {
  it('has no condition at first', () => {
    const params: unknown[] = ['x'];
    const page = keyset(ORDER, undefined, params);
    expect(page.after).toBe('true');
    expect(page.orderBy).toBe('score desc, id asc');
    expect(params).toEqual(['x']);
  });

  it('goes on behind the last row, with its values as parameters', () => {
    const cursor = keyset(ORDER, undefined, []).cursorOf({ k0: '0.9', k1: "a'b" });
    const params: unknown[] = ['x'];
    const page = keyset(ORDER, cursor, params);
    expect(page.after).toBe('((score < $2::float8) OR (score = $2::float8 AND id > $3::text))');
    expect(params).toEqual(['x', '0.9', "a'b"]);
  });

  it.each([
    ['not base64 of JSON', 'zzz'],
    [
      'of another order',
      keyset([{ sql: 'id', type: 'text', order: 'asc' }], undefined, []).cursorOf({ k0: 'a' }),
    ],
    ['with values of another type', keyset(ORDER, undefined, []).cursorOf({ k0: 'drop table', k1: 'a' })],
  ])('refuses a cursor %s', (_, cursor) => {
    expect(() => keyset(ORDER, cursor, [])).toThrow(/cursor/);
  });
});
