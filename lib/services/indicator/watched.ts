import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { WatchedNames } from '@/lib/model/console/indicator';
import { defineQuery } from '@/lib/services/verb';
import { nameOf } from './name';

/** Watched values are few: what is marked everywhere comes at once. */
export const MOST_WATCHED = 1_000;

/** All watched values by their names in addresses, for marking them wherever they stand. */
export const watchedIndicators = defineQuery({
  name: 'indicator.watched',
  right: 'read',
  input: z.object({}),
  run: async (_, __, now): Promise<WatchedNames> => {
    const { rows } = await getPool().query<{ key: bigint; kind: string; value: string; note: string }>(
      `SELECT indicator_key AS key, kind, value, note FROM watchlist_entry WHERE expires_at IS NULL OR expires_at > $1
        ORDER BY watched_at DESC LIMIT ${MOST_WATCHED}`,
      [now],
    );
    return { items: rows.map((row) => ({ name: nameOf(row), note: row.note })) };
  },
});
