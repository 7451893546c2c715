import { expect, test } from 'vitest';
import { arrange } from './load-content';

const position = new Map([1n, 2n, 3n, 4n].map((key, i) => [key, i]));
const row = (
  account_key: bigint,
  keys: Partial<
    Record<'system_key' | 'head_key' | 'tail_key' | 'frame_key' | 'tool_key' | 'param_key', bigint>
  >,
  exchanges = 5,
) => ({
  account_key,
  system_key: null,
  head_key: null,
  tail_key: null,
  frame_key: null,
  tool_key: null,
  param_key: null,
  capability: 2,
  exchanges,
  ...keys,
});

test('head and tail that come together are one family; what two accounts share is none', () => {
  const { families, systems, cells } = arrange(
    [
      ...[1n, 2n, 3n].map((account) => row(account, { head_key: 10n, tail_key: 20n })),
      row(4n, { head_key: 10n }),
      row(1n, { system_key: 30n }),
      row(2n, { system_key: 30n }),
    ],
    position,
  );
  expect(families).toHaveLength(1);
  expect(families[0]?.anchors.sort()).toEqual([10n, 20n]);
  expect(Object.fromEntries(families[0]?.byAccount ?? [])).toEqual({ 0: 5, 1: 5, 2: 5, 3: 5 });
  expect(systems).toEqual([]);
  expect(cells[0]).toEqual([
    { family: -1, system: -1, tool: -1, param: -1, capability: 2, exchanges: 5 },
    { family: 0, system: -1, tool: -1, param: -1, capability: 2, exchanges: 5 },
  ]);
});

test('does not depend on the order of the rows', () => {
  const rows = [1n, 2n, 3n, 4n].flatMap((account) => [
    row(account, { head_key: 10n, param_key: 40n }),
    row(account, { tail_key: 21n, param_key: 41n }, 3),
  ]);
  expect(arrange([...rows].reverse(), position)).toMatchObject({ cells: arrange(rows, position).cells });
});
