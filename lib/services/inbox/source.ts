import type { Pool, PoolClient } from 'pg';
import { getPool } from '@/lib/db/pool';
import { FORMATS, sourceOf } from '@/lib/ingest/sources/index';
import type { Source } from '@/lib/ingest/sources/source';
import { RetortError } from '@/lib/model/errors';
import type { Profile } from '@/lib/model/mapping';
import { profile as profileSchema } from '@/lib/model/mapping-schema';

/** A source as it is used here: a built-in one, with the mapping that somebody saved; or one that somebody added. */
export interface KnownSource {
  name: string;
  /** The built-in source that it is, or follows. */
  format: Source;
  /** The mapping that somebody saved; undefined: the format's own. */
  profile: Profile | undefined;
}

/** The source of a name. RetortError `not_found` for one that is neither built in nor was added. */
export async function readSource(name: string, on: Pool | PoolClient = getPool()): Promise<KnownSource> {
  // Names that no source can have need no query, and nothing that a query could not take.
  const { rows } = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(name)
    ? await on.query<{ format: string; profile: unknown }>(
        'SELECT format, profile FROM source WHERE name = $1',
        [name],
      )
    : { rows: [] };
  const [saved] = rows;
  if (saved) {
    const profile = profileSchema.safeParse(saved.profile);
    return {
      name,
      format: sourceOf(saved.format),
      profile: saved.profile !== null && profile.success ? profile.data : undefined,
    };
  }
  if (FORMATS.includes(name)) return { name, format: sourceOf(name), profile: undefined };
  throw new RetortError(
    'not_found',
    `There is no source of that name: one of ${FORMATS.join(', ')}, or one that was added.`,
    {
      entity: 'source',
    },
  );
}

const KNOWN_MS = 2_000;
const MOST_KNOWN = 200;
const known = new Map<string, { at: number; source: Promise<KnownSource> }>();

/** As {@link readSource}, asked of the database at most every two seconds for each name: for what many small requests need. */
export function recentSource(name: string, now: number = performance.now()): Promise<KnownSource> {
  const found = known.get(name);
  if (found && now - found.at < KNOWN_MS) return found.source;
  if (known.size >= MOST_KNOWN) known.clear();
  const source = readSource(name);
  known.set(name, { at: now, source });
  source.catch(() => known.delete(name));
  return source;
}
