import { describe, expect, test } from 'vitest';
import { many, strangers, worldOf } from './fixture';
import { handedOn } from './handed-on';
import type { SharedBlock } from './snapshot';

const COUNT = 12;
const accounts = [...many(COUNT, 'pool', () => ({ sends: [{ n: 20 }] })), ...strangers(40)];

/** Blocks that `issuer(i, k)` was given and account `i` brings back, `each` of them. */
const taken = (each: number, issuer: (i: number, k: number) => number, count = COUNT): SharedBlock[] =>
  Array.from({ length: count * each }, (_, n) => {
    const [i, k] = [n % count, Math.floor(n / count)];
    return { key: BigInt(n + 1), issuers: [issuer(i, k)], presenters: [i] };
  });

describe('handedOn', () => {
  test.each<[string, SharedBlock[], number[]]>([
    ['finds whoever carries on what others of them began', taken(6, (i, k) => (i + k + 1) % COUNT), [COUNT]],
    [
      'keeps circles apart that exchange nothing',
      taken(6, (i, k) => (i < 6 ? (i + k) % 6 : 6 + ((i + k) % 6))),
      [6, 6],
    ],
    ['leaves everybody to the blocks of their own', taken(6, (i) => i), []],
    ['needs more than a try', taken(2, (i, k) => (i + k + 1) % COUNT), []],
    ['takes three for no pool', taken(6, (i, k) => (i + k + 1) % 3, 3), []],
    ['joins nobody through one that blocks are taken from', taken(6, (i) => 20 + i), []],
  ])('%s', (_, blocks, sizes) => {
    const found = handedOn(worldOf(accounts, { blocks }));
    expect(found.map(({ members }) => members.length)).toEqual(sizes);
  });

  test('counts all they send', () => {
    const [group] = handedOn(worldOf(accounts, { blocks: taken(6, (i, k) => (i + k + 1) % COUNT) }));
    expect(group?.members.every(({ harvest }) => harvest === 20)).toBe(true);
  });

  test('leaves out for whom it is a small part of the traffic', () => {
    const busy = [...many(COUNT, 'team', () => ({ sends: [{ n: 200 }] })), ...strangers(40)];
    expect(handedOn(worldOf(busy, { blocks: taken(6, (i, k) => (i + k + 1) % COUNT) }))).toEqual([]);
  });
});
