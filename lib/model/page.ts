import { z } from 'zod';

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
