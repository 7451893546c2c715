import { describe, expect, test } from 'vitest';
import { boardColumns, boardMove, nextPlace } from './moves';

describe('the board', () => {
  test.each([
    ['suspected', 'confirmed', { kind: 'confirm' }],
    ['suspected', 'dismissed', { kind: 'dismiss' }],
    ['dismissed', 'confirmed', { kind: 'confirm' }],
    ['contained', 'dismissed', { kind: 'dismiss' }],
    ['contained', 'confirmed', { refused: 'This campaign is already confirmed and contained.' }],
    ['closed', 'confirmed', { refused: 'This campaign is closed.' }],
    ['dismissed', 'suspected', { kind: 'reopen' }],
    ['contained', 'suspected', { refused: expect.stringContaining('contained') }],
    ['suspected', 'suspected', { refused: 'It is in this column already.' }],
  ] as const)('from %s to %s', (from, to, wanted) => {
    expect(boardMove(from, to)).toEqual(wanted);
  });

  test.each(['contained', 'closed'] as const)('nobody moves a card to %s by hand', (to) => {
    expect(boardMove('confirmed', to)).toHaveProperty('refused');
  });

  test('columns keep their order', () => {
    expect(boardColumns([])).toHaveLength(5);
    expect(boardColumns(['dismissed', 'suspected'])).toEqual(['suspected', 'dismissed']);
  });

  test.each([
    [[0, 0], 'ArrowDown', [0, 1]],
    [[0, 2], 'ArrowDown', null],
    [[0, 0], 'ArrowUp', null],
    [[0, 2], 'ArrowRight', [2, 0]],
    [[2, 0], 'ArrowRight', null],
    [[2, 0], 'ArrowLeft', [0, 0]],
    [[0, 0], 'x', null],
  ] as const)('%j %s', (place, key, wanted) => {
    expect(nextPlace(place, key, [3, 0, 1])).toEqual(wanted);
  });
});
