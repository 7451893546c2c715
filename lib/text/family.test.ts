import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnchorRow, scaffoldFamilies } from './family';

let unique = 1_000_000n;
const row = (head: bigint | null, tail: bigint | null, frame: bigint | null, count = 1): AnchorRow => ({
  head,
  tail,
  frame,
  accounts: count,
  exchanges: count,
});
/** Exchanges whose payload stands where an anchor is read. */
const payloads = (count: number, make: (payload: bigint) => AnchorRow) =>
  Array.from({ length: count }, () => make(unique++));

const grouped = (rows: AnchorRow[]) =>
  scaffoldFamilies(rows).families.map((family) => family.anchors.map(({ key }) => key).sort());

describe('scaffoldFamilies', () => {
  it('joins the anchors of one scaffold and leaves those of payloads out', () => {
    const rows = [...payloads(40, (x) => row(1n, x, 3n)), ...payloads(10, (x) => row(1n, x, null))];
    expect(grouped(rows)).toEqual([[1n, 3n]]);
  });

  it('keeps scaffolds apart that share only a generic opening', () => {
    const opening = 1n;
    const rows = [11n, 12n, 13n].flatMap((tail) => payloads(30, (x) => row(opening, tail, x)));
    const { families, familyOf } = scaffoldFamilies(rows);
    const ids = [11n, 12n, 13n].map((tail) => familyOf({ head: opening, tail, frame: null })?.id);
    expect(new Set(ids).size).toBe(3);
    expect(families.every(({ exchanges }) => exchanges <= 30)).toBe(true);
  });

  it('keeps scaffolds apart that were given the same payload', () => {
    const passage = 99n;
    const rows = [11n, 12n, 13n, 14n].flatMap((tail) => [
      ...payloads(40, (x) => row(x, tail, null)),
      row(passage, tail, null, 6),
    ]);
    const { familyOf } = scaffoldFamilies(rows);
    const ids = [11n, 12n, 13n, 14n].map((tail) => familyOf({ head: passage, tail, frame: null })?.id);
    expect(new Set(ids).size).toBe(4);
    expect(familyOf({ head: passage, tail: null, frame: null })).toBeNull();
  });

  it('keeps one family where a slot takes few values, when a third anchor says so', () => {
    const rows = [21n, 22n, 23n].map((tail) => row(1n, tail, 3n, 20));
    const { familyOf } = scaffoldFamilies(rows);
    expect(new Set([21n, 22n, 23n].map((tail) => familyOf({ head: 1n, tail, frame: 3n })?.id)).size).toBe(1);
  });

  it('counts payloads asked again and again to their scaffold', () => {
    const rows = Array.from({ length: 50 }, (_, index) => row(1n, BigInt(100 + index), null, 8));
    const { families } = scaffoldFamilies(rows);
    expect(families).toHaveLength(1);
    expect(families[0]).toMatchObject({ exchanges: 400, accounts: 400 });
  });

  /** Three beginnings by three ends, with so many exchanges each. */
  const crossed = (counts: number[][]) =>
    counts.flatMap((line, i) => line.map((n, j) => row(BigInt(11 + i), BigInt(21 + j), null, n)));
  const beginnings = (rows: AnchorRow[]) => {
    const { familyOf } = scaffoldFamilies(rows);
    return new Set([11n, 12n, 13n].map((head) => familyOf({ head, tail: null, frame: null })?.id)).size;
  };

  it('joins wordings of a beginning that go with any wording of the end', () => {
    const rows = crossed([
      [9, 14, 7],
      [12, 8, 13],
      [10, 11, 16],
    ]);
    expect(beginnings(rows)).toBe(1);
  });

  it('keeps templates apart to which a few payloads were given evenly, as evaluations do', () => {
    expect(
      beginnings(
        crossed([
          [40, 15, 19],
          [40, 15, 19],
          [40, 15, 19],
        ]),
      ),
    ).toBe(3);
  });

  it('keeps templates apart that have their own ends', () => {
    expect(
      beginnings(
        crossed([
          [30, 0, 0],
          [0, 30, 0],
          [0, 0, 30],
        ]),
      ),
    ).toBe(3);
  });

  it.each([
    [
      'joins the wordings that accounts use by turns',
      (account: number) => [11n, 12n, 13n][account % 3] as bigint,
      1,
    ],
    ['keeps scaffolds of a generic label apart whose users keep to their own', () => null, 3],
  ])('%s', (_name, other, families) => {
    const rows = [11n, 12n, 13n].flatMap((own, scaffold) =>
      Array.from({ length: 12 }, (_, account) => {
        const user = scaffold * 100 + account;
        return [0, 1, 2, 3].map((turn) => ({
          ...row(other(account + turn) ?? own, unique++, 3n),
          users: new Map([[user, 1]]),
        }));
      }).flat(),
    );
    const { familyOf } = scaffoldFamilies(rows);
    const ids = [11n, 12n, 13n].map((head) => familyOf({ head, tail: null, frame: 3n })?.id);
    expect(new Set(ids).size).toBe(families);
  });

  it('needs recurrence', () => {
    expect(grouped(payloads(50, (x) => row(x, x, x)))).toEqual([]);
    expect(grouped([row(1n, 2n, 3n, 2)])).toEqual([]);
  });

  it('does not depend on the order of the rows', () => {
    const kind = fc.option(fc.bigInt({ min: 1n, max: 9n }), { nil: null });
    const rows = fc.array(
      fc.tuple(kind, kind, kind, fc.integer({ min: 1, max: 9 })).map(([a, b, c, n]) => row(a, b, c, n)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(rows, (list) => {
        expect(scaffoldFamilies([...list].reverse()).families).toEqual(scaffoldFamilies(list).families);
      }),
    );
  });
});
