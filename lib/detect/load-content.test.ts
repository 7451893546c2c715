import { expect, test } from 'vitest';
import { emptyColumns } from './exchanges';
import { Interner } from './intern';
import { contentOf } from './load-content';

type Keys = Partial<Record<'system' | 'head' | 'tail' | 'frame' | 'tool' | 'param', bigint>>;

/** Exchanges as loading gives them: of each account a list of keys with how often they are sent. */
function sent(accounts: readonly (readonly [Keys, number?][])[]) {
  const rows = accounts.map((own) => own.flatMap(([keys, n = 5]) => Array.from({ length: n }, () => keys)));
  const columns = emptyColumns(rows.flat().length);
  const keys = new Interner();
  const from = new Int32Array(accounts.length + 1);
  rows.forEach((own, account) => {
    from[account + 1] = (from[account] as number) + own.length;
    own.forEach((row, i) => {
      const at = (from[account] as number) + i;
      columns.capability[at] = 2;
      for (const [name, key] of Object.entries(row) as [keyof Keys, bigint][])
        columns[name][at] = keys.of(0, Number(key));
    });
  });
  return { ...columns, from, keys };
}

test('head and tail that come together are one family; what two accounts share is none', () => {
  const { families, systems, cells } = contentOf(
    sent([
      [[{ head: 10n, tail: 20n }], [{ system: 30n }]],
      [[{ head: 10n, tail: 20n }], [{ system: 30n }]],
      [[{ head: 10n, tail: 20n }]],
      [[{ head: 10n }]],
    ]),
  );
  expect(families).toHaveLength(1);
  expect(families[0]?.anchors.sort()).toEqual([10n, 20n]);
  expect(Object.fromEntries(families[0]?.byAccount ?? [])).toEqual({ 0: 5, 1: 5, 2: 5, 3: 5 });
  expect(systems).toEqual([]);
  expect(cells.by(0)).toEqual([
    { family: -1, system: -1, tool: -1, param: -1, capability: 2, exchanges: 5 },
    { family: 0, system: -1, tool: -1, param: -1, capability: 2, exchanges: 5 },
  ]);
});

test("does not depend on the order of an account's exchanges", () => {
  const accounts = [1, 2, 3, 4].map((): [Keys, number][] => [
    [{ head: 10n, param: 40n }, 5],
    [{ tail: 21n, param: 41n }, 3],
  ]);
  const { families, cells } = contentOf(sent(accounts));
  expect(contentOf(sent(accounts.map((own) => [...own].reverse())))).toMatchObject({ families, cells });
});

test('a frame around words that the account alone repeats is no shared one', () => {
  const { families, cells, ownSystem } = contentOf(
    sent([
      [[{ frame: 10n }]],
      [[{ frame: 10n }]],
      [[{ frame: 10n }]],
      [[{ frame: 10n, system: 31n }, 4]],
      [[{ frame: 10n, system: 32n }, 3]],
    ]),
  );
  expect([...(families[0]?.byAccount.keys() ?? [])]).toEqual([0, 1, 2, 4]);
  expect(cells.by(3)[0]?.family).toBe(-1);
  expect(ownSystem).toEqual(new Map([[3, 4]]));
});
