import { z } from 'zod';
import { type Actor, may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { EXPORT_LISTS, MOST_EXPORTED } from '@/lib/model/list-export';
import type { Db, ListSource } from './source';
import { LISTS } from './sources';

/** Any list with whatever is said of its filter; {@link filterOf} checks that. */
export const listInput = z.object({
  list: z.enum(EXPORT_LISTS),
  filter: z.record(z.string(), z.unknown()).default({}),
});

/**
 * The list that is meant, for whoever may see its page, with its filter checked. RetortError `forbidden`; `invalid` also for a filter that
 * the list does not have: a misspelt one would give out more than was asked for.
 */
export function listOf(
  { list, filter: raw }: z.output<typeof listInput>,
  actor: Actor,
): { source: ListSource; filter: Record<string, unknown> } {
  const source = LISTS[list];
  if (!may(actor, source.right))
    throw new RetortError('forbidden', `This needs the right "${source.right}", which you do not have.`, {
      right: source.right,
    });
  const parsed = z.strictObject(source.filter.shape).safeParse(raw);
  if (parsed.success) return { source, filter: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const [first] = issues;
  throw new RetortError('invalid', `${first?.path || 'filter'}: ${first?.message}`, { issues });
}

/** The columns that are meant, in the order in which they were named. RetortError `invalid` for one that the list does not have. */
export function chosenColumns({ list, columns }: ListSource, asked: string | string[] | undefined) {
  if (asked === undefined) return columns.filter(({ shown }) => shown !== false);
  const names = [...new Set([asked].flat().flatMap((name) => name.split(',')))].map((name) => name.trim());
  return names.map((name) => {
    const column = columns.find((each) => each.name === name);
    if (!column)
      throw new RetortError(
        'invalid',
        `columns: ${list} have no "${name.slice(0, 100)}". There are: ${columns.map((each) => each.name).join(', ')}.`,
        { issues: [{ path: 'columns', message: 'There is no such column.' }] },
      );
    return column;
  });
}

/** Rows of a query, counted up to what a file holds and one more. */
export async function countRows(
  { from, params }: { from: string; params: unknown[] },
  db: Db,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT 1 ${from} LIMIT ${MOST_EXPORTED + 1}) counted`,
    params,
  );
  return rows[0]?.n ?? 0;
}
