import { z } from 'zod';
import { RetortError } from './errors';

/** A keyset page: `next_cursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export const MAX_PAGE = 500;

export const pageInput = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  cursor: z.string().max(2_000).optional(),
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() });
}

/** Packs the sort values of the last row of a page into an opaque cursor. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Unpacks a cursor of `length` values; anything else is null, which callers answer as invalid. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(values) || values.length !== length) return null;
    return values.every((v) => v === null || typeof v === 'string' || typeof v === 'number') ? values : null;
  } catch {
    return null;
  }
}

/** The kinds of values a cursor may hold: whatever else a caller makes up is refused before it reaches the database. */
export const cursorText = z
  .string()
  .max(400)
  .refine((text) => !text.includes('\0'));
export const cursorTime = z.iso.datetime();
export const cursorNumber = z.number();
/** A signed 64-bit integer, as a string because JSON cannot hold it. */
export const cursorBigint = z
  .string()
  .regex(/^-?\d{1,19}$/, { abort: true })
  .refine((digits) => BigInt.asIntN(64, BigInt(digits)) === BigInt(digits));

/** The sort values a page starts after: all null for the first page. RetortError `invalid` for a cursor not of this list. */
export function readCursor<T extends [z.ZodType, ...z.ZodType[]]>(
  cursor: string | undefined,
  shape: T,
): { [K in keyof T]: z.output<T[K]> | null } {
  type Values = { [K in keyof T]: z.output<T[K]> | null };
  if (cursor === undefined) return shape.map(() => null) as Values;
  const parsed = z.tuple(shape).safeParse(decodeCursor(cursor, shape.length));
  if (!parsed.success) {
    throw new RetortError('invalid', 'cursor: not a cursor of this list. Start again without one.', {
      issues: [{ path: 'cursor', message: 'Not a cursor of this list.' }],
    });
  }
  return parsed.data as Values;
}

/** A page of `rows`, of which the caller asked for one more than `limit` to know whether there is a next. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  sortValues: (row: Row) => (string | number | null)[],
  item: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor(sortValues(last)) : null,
  };
}
