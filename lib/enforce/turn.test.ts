import { describe, expect, test } from 'vitest';
import type { OrderKind } from '@/lib/model/decision';
import { turnOf } from './turn';

const now = new Date('2026-10-01T12:00:00.000Z');
/** `ban+60` is a ban that is due in 60 s; `ban` is due. */
const orders = (words: string) =>
  words
    .split(' ')
    .filter((word) => word !== '')
    .map((word, index) => {
      const [kind, seconds = '0'] = word.split('+');
      return {
        name: `${index + 1}`,
        kind: kind as OrderKind,
        due_at: new Date(now.getTime() + Number(seconds) * 1_000),
      };
    });

describe('whose turn it is of the orders of one account', () => {
  test.each([
    // waiting, oldest first; not sent; sent now; put off
    ['', '', '', ''],
    ['ban', '', '1', ''],
    ['ban+60', '', '', ''],
    ['ban reinstate', '1', '2', ''],
    ['ban+60 reinstate', '1', '2', ''],
    ['ban reinstate+60', '1', '', ''],
    ['throttle verify', '', '1', ''],
    ['throttle+60 verify', '', '', '2'],
    ['throttle+60 verify+90', '', '', ''],
    ['throttle+60 verify ban', '12', '3', ''],
    ['ban reinstate suspend', '1', '2', ''],
    ['ban reinstate+60 suspend', '1', '', '3'],
    ['reinstate+60 suspend verify', '', '', '23'],
    ['ban reinstate ban reinstate', '123', '4', ''],
    ['suspend ban', '1', '2', ''],
    ['verify+60 verify', '1', '2', ''],
  ])('%j', (waiting, needless, next, behind) => {
    const turn = turnOf(orders(waiting), now);
    expect(turn.needless.map(({ name }) => name).join('')).toBe(needless);
    expect(turn.next?.name ?? '').toBe(next);
    expect(turn.behind?.orders.map(({ name }) => name).join('') ?? '').toBe(behind);
    if (turn.behind) expect(turn.behind.until.getTime()).toBe(now.getTime() + 60_000);
  });
});
