import { describe, expect, test } from 'vitest';
import type { Assessed } from './detect';
import { DAY, many, type Spec, sceneFor, strangers, UNTIL } from './fixture';
import { type Admission, admissionOf, isFresh, membershipOf } from './newcomers';

const OLD = { first: UNTIL - 20 * DAY };
const members = many(30, 'pool', () => ({
  sends: [{ family: 'grade', param: 'cold', n: 90 }, { n: 10 }],
  facts: OLD,
}));

function admission(others: Spec[]): Admission | null {
  const scene = sceneFor([...members, ...others], 'pool', { families: ['grade'] });
  return admissionOf(scene.world, { group: scene.group } as Assessed);
}

const users = (count: number, grades: number, rest: number, { first = OLD.first, param = 'cold' } = {}) =>
  many(count, 'user', () => ({
    sends: [{ family: 'grade', param, n: grades }, { n: rest }],
    facts: { first },
  }));

describe('whom a group admits', () => {
  test('is told by how largely its members send its kind', () => {
    expect(admission(strangers(50))).toMatchObject({
      share: expect.closeTo(0.72),
      accounts: 30,
      members: 30,
    });
  });

  test.each([
    ['nobody else sends it', strangers(50), true],
    ['others send one or two', users(40, 2, 9), true],
    ['others send it among other things', users(40, 20, 80), false],
    ['others send it by another program', users(40, 90, 10, { param: 'warm' }), true],
    ['two others send it as members do', users(2, 90, 10), true],
    ['ten others send it as members do', users(10, 90, 10), false],
    ['ten others have just begun to', users(10, 90, 10, { first: UNTIL - DAY }), true],
  ])('its traffic tells when %s: %#', (_, others, tells) => {
    expect(admission(others) !== null).toBe(tells);
  });

  test.each([
    ['ten, and nothing else', 10, 10, true],
    ['nine', 9, 9, false],
    ['eight of ten', 8, 10, true],
    ['six of ten', 6, 10, false],
    ['as largely as members', 30, 40, true],
    ['much less largely than members', 30, 60, false],
  ])('%s', (_, harvest, exchanges, belongs) => {
    const membership = membershipOf(admission(strangers(50)) as Admission, { harvest, exchanges });
    expect(membership).toBe(belongs ? 0.95 : null);
  });

  test('membership is no surer than the share of members among those who send such', () => {
    const one = admission(users(2, 90, 10)) as Admission;
    expect(membershipOf(one, { harvest: 12, exchanges: 12 })).toBeCloseTo(30 / 33);
  });

  test('an account is new for three days', () => {
    expect(isFresh(UNTIL - 3 * DAY, UNTIL)).toBe(true);
    expect(isFresh(UNTIL - 3 * DAY - 1, UNTIL)).toBe(false);
  });
});
