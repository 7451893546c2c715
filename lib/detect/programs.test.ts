import { describe, expect, it } from 'vitest';
import { many, type Spec, strangers, worldOf } from './fixture';
import { accountsOf } from './group';
import { groupsOf } from './groups';
import { byProgram, wholeOf } from './programs';
import type { Snapshot } from './snapshot';

/** Users of the scaffold, by id, in each of the contents it was divided into. */
function parts(world: Snapshot): string[][] {
  return world.families.map(({ byAccount }) =>
    [...byAccount.keys()].map((account) => world.accounts[account]?.id ?? '').sort(),
  );
}

function senders(
  count: number,
  prefix: string,
  param: string | undefined,
  extra: Partial<Spec> = {},
): Spec[] {
  return many(count, prefix, () => ({
    sends: [{ family: 'common', ...(param === undefined ? {} : { param }), n: 12 }],
    ...extra,
  }));
}

const ids = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}-${String(i).padStart(4, '0')}`);

describe('a content sent by several programs', () => {
  const cases: { name: string; specs: Spec[]; parts: string[][] }[] = [
    {
      name: 'is as many contents',
      specs: [...senders(6, 'one', 'p'), ...senders(8, 'two', 'q')],
      parts: [ids('one', 6), ids('two', 8)],
    },
    {
      name: 'stays whole where one program is all there is',
      specs: senders(14, 'one', 'p'),
      parts: [ids('one', 14)],
    },
    {
      name: 'stays whole where accounts vary their parameters',
      specs: many(12, 'one', (i) => ({
        sends: ['p', 'q', 'r'].map((param, at) => ({ family: 'common', param, n: 2 + ((i + at) % 3) })),
      })),
      parts: [ids('one', 12)],
    },
    {
      name: 'stays whole where too few use another program',
      specs: [...senders(9, 'one', 'p'), ...senders(3, 'two', 'q')],
      parts: [[...ids('one', 9), ...ids('two', 3)]],
    },
    {
      name: 'is divided from what others send without parameters, where most do',
      specs: [...senders(6, 'one', 'p'), ...senders(20, 'two', undefined)],
      parts: [ids('one', 6), ids('two', 20)],
    },
  ];
  for (const { name, specs, parts: expected } of cases)
    it(name, () => {
      expect(parts(byProgram(worldOf([...specs, ...strangers(40)])))).toEqual(expected);
    });

  it('takes an account whose parameters are not known where what it sends besides puts it', () => {
    const withSystem = (count: number, prefix: string, param: string | undefined, system: string): Spec[] =>
      many(count, prefix, () => ({
        sends: [{ family: 'common', system, ...(param === undefined ? {} : { param }), n: 12 }],
      }));
    const world = byProgram(
      worldOf([
        ...withSystem(10, 'one', 'p', 'first'),
        ...withSystem(10, 'two', 'q', 'second'),
        ...withSystem(2, 'unknown', undefined, 'second'),
        ...strangers(40),
      ]),
    );
    expect(parts(world)).toEqual([ids('one', 10), [...ids('two', 10), ...ids('unknown', 2)]]);
  });

  it('leaves an account that nothing puts anywhere apart', () => {
    const world = byProgram(
      worldOf([
        ...senders(10, 'one', 'p'),
        ...senders(10, 'two', 'q'),
        ...senders(3, 'unknown', undefined),
        ...strangers(40),
      ]),
    );
    expect(parts(world)).toEqual([ids('one', 10), ids('two', 10), ids('unknown', 3)]);
  });

  it('divides the exchanges of an account that uses both', () => {
    const both = many(5, 'both', () => ({
      sends: [
        { family: 'common', param: 'public', n: 7 },
        { family: 'common', param: 'own', n: 3 },
      ],
    }));
    const world = byProgram(worldOf([...both, ...senders(60, 'user', 'public'), ...strangers(40)]));
    const [open, own] = world.families;
    expect([...(own?.byAccount.values() ?? [])]).toEqual([3, 3, 3, 3, 3]);
    expect(open?.byAccount.size).toBe(65);
    expect(world.cells.by(0).map(({ family, exchanges }) => [family, exchanges])).toEqual([
      [0, 7],
      [1, 3],
    ]);
    expect(wholeOf(own as never).byAccount.size).toBe(65);
  });

  it('names for each part the parameters of the others, by which it is not recognised', () => {
    const before = worldOf([...senders(6, 'one', 'p'), ...senders(8, 'two', 'q'), ...strangers(40)]);
    const key = (at: number) => before.params[at]?.key;
    expect(byProgram(before).families.map(({ not }) => not)).toEqual([[key(1)], [key(0)]]);
  });

  it('keeps two operations with nothing but scaffolds in common in two groups', () => {
    const operation = (prefix: string, param: string): Spec[] =>
      many(12, prefix, (i) => ({
        sends: ['a', 'b', 'c'].map((family, at) => ({ family, param, n: 8 + ((i + at) % 5) })),
      }));
    const specs = [...operation('one', 'p'), ...operation('two', 'q'), ...strangers(300)];
    const found = (world: Snapshot) =>
      groupsOf(world).map((group) => accountsOf(group).map((account) => world.accounts[account]?.id));
    expect(found(byProgram(worldOf(specs)))).toEqual([ids('one', 12), ids('two', 12)]);
  });
});
