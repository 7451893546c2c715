import { describe, expect, test } from 'vitest';
import { ORDER_KINDS, type OrderKind } from '@/lib/model/decision';
import { overtakes } from './overtake';

describe('an order that still waits when a newer one about its account is written', () => {
  test.each<[OrderKind, OrderKind, boolean]>([
    // newer, older, the older one is not sent
    ['reinstate', 'ban', true],
    ['reinstate', 'suspend', true],
    ['reinstate', 'throttle', true],
    ['reinstate', 'verify', true],
    ['ban', 'suspend', true],
    ['ban', 'throttle', true],
    ['ban', 'reinstate', true],
    ['suspend', 'throttle', true],
    ['suspend', 'verify', true],
    // Without the reinstatement the account would stay banned.
    ['suspend', 'reinstate', false],
    ['throttle', 'reinstate', false],
    ['verify', 'reinstate', false],
    // The milder never takes the place of the graver.
    ['verify', 'ban', false],
    ['throttle', 'ban', false],
    ['suspend', 'ban', false],
    ['verify', 'throttle', false],
    ['throttle', 'verify', false],
  ])('a %s after a %s: dropped is %s', (newer, older, dropped) => {
    expect(overtakes(newer, older)).toBe(dropped);
  });

  test.each(ORDER_KINDS)('a second %s takes the place of the first', (kind) => {
    expect(overtakes(kind, kind)).toBe(true);
  });
});
