import { RetortError } from '@/lib/model/errors';
import { decodeCursor, encodeCursor } from '@/lib/model/page';

/** One column of an order: an SQL expression that is never null, the type its text casts to, and the direction. */
export interface KeysetColumn {
  sql: string;
  type: 'float8' | 'int8' | 'int4' | 'text' | 'timestamptz';
  order: 'asc' | 'desc';
}

export interface Keyset {
  /** The values of the order as text, to be selected: "(a)::text AS k0, …". */
  select: string;
  /** A condition for what comes after the cursor; "true" on the first page. */
  after: string;
  orderBy: string;
  /** The cursor behind a row that was selected with `select`. */
  cursorOf: (row: Record<string, unknown>) => string;
}

/**
 * The SQL of a keyset page over a fixed list of columns, whose last must be unique. Pushes the values of the cursor
 * onto `params`. RetortError `invalid` for a cursor that was not made by the same order.
 */
export function keyset(
  columns: readonly KeysetColumn[],
  cursor: string | undefined,
  params: unknown[],
): Keyset {
  return {
    select: columns.map(({ sql }, index) => `(${sql})::text AS k${index}`).join(', '),
    after: cursor === undefined ? 'true' : after(columns, cursor, params),
    orderBy: columns.map(({ sql, order }) => `${sql} ${order}`).join(', '),
    cursorOf: (row) => encodeCursor(columns.map((_, index) => String(row[`k${index}`]))),
  };
}

function after(columns: readonly KeysetColumn[], cursor: string, params: unknown[]): string {
  const values = decodeCursor(cursor, columns.length);
  if (!values?.every((value, index) => fits(value, columns[index]))) {
    throw new RetortError(
      'invalid',
      'cursor: it does not belong to this list; start again from the first page.',
    );
  }
  const places = columns.map(({ type }, index) => {
    params.push(values[index]);
    return `$${params.length}::${type}`;
  });
  const steps = columns.map(({ sql, order }, index) => {
    const equal = columns.slice(0, index).map((column, at) => `${column.sql} = ${places[at]}`);
    return `(${[...equal, `${sql} ${order === 'asc' ? '>' : '<'} ${places[index]}`].join(' AND ')})`;
  });
  return `(${steps.join(' OR ')})`;
}

const SHAPES: Record<KeysetColumn['type'], RegExp> = {
  float8: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i,
  int8: /^-?\d{1,19}$/,
  int4: /^-?\d{1,10}$/,
  text: /^[^\0]*$/,
  timestamptz: /^(infinity|-?\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:?\d\d)?)$/,
};

function fits(value: string | number | null | undefined, column: KeysetColumn | undefined): boolean {
  return typeof value === 'string' && column !== undefined && SHAPES[column.type].test(value);
}
