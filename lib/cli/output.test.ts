import { describe, expect, test } from 'vitest';
import { RetortError } from '@/lib/model/errors';
import { outcome, plain, tableLines, UsageError } from './output';

describe('tables', () => {
  test('text goes left, numbers right, missing values stay empty', () => {
    const rows = [
      ['a', 5],
      ['bcd', 1200],
    ];
    expect(tableLines(['name', 'n'], rows)).toEqual(['name     n', 'a        5', 'bcd   1200']);
    expect(tableLines(['name', 'n'], [...rows, [null, null]]).at(-1)).toBe('');
  });

  test('an id with a line break or an escape sequence cannot fake a row', () => {
    expect(tableLines(['id'], [['a\nb'], ['\u001b[2Jx']])).toEqual(['id', 'a�b', '�[2Jx']);
    expect(plain('a\u202eb')).toBe('a�b');
  });
});

describe('how a command ends', () => {
  test.each([
    [new UsageError('no'), 2],
    [new RetortError('invalid', 'no'), 2],
    [new RetortError('unavailable', 'no'), 1],
    [new Error('no'), 1],
    ['no', 1],
  ])('%s', (error, status) => {
    expect(outcome(error)).toEqual({ status, message: 'no' });
  });
});
