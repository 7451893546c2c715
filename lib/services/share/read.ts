import { z } from 'zod';
import { getPool, transaction } from '@/lib/db/pool';
import type { TaxiiQuery } from '@/lib/export/taxii/query';
import type { Actor } from '@/lib/model/access';
import type { Tlp } from '@/lib/model/case-words';
import { RetortError } from '@/lib/model/errors';
import { type Collection, readableAt } from '@/lib/model/share-words';
import { defineQuery } from '@/lib/services/verb';
import { readerLock } from './publish-objects';

/** A collection that somebody may read. */
export interface ReadableCollection {
  id: string;
  alias: Collection;
  tlp: Tlp;
}

/** A version of an object as peers get it. Times are in UTC; `added` has microseconds. */
export interface SharedVersion {
  id: string;
  added: string;
  version: string;
  /** The object as JSON; empty where it was not asked for. */
  object: string;
}

/** What somebody may read: a peer what it is cleared for, whoever reads everything here all of it. */
export function clearanceOf(actor: Actor): Tlp {
  return actor.kind === 'key' && actor.peer ? actor.peer.clearance : 'TLP:AMBER+STRICT';
}

/** The collections that the actor may read, widest circle first. */
export const listCollections = defineQuery({
  name: 'share.collections',
  right: 'share.read',
  input: z.object({}),
  async run(_, actor): Promise<{ items: ReadableCollection[] }> {
    const order = readableAt(clearanceOf(actor));
    const { rows } = await getPool().query<ReadableCollection>(
      'SELECT id, alias, tlp FROM shared_collection WHERE alias = ANY($1)',
      [order],
    );
    return { items: rows.sort((a, b) => order.indexOf(a.alias) - order.indexOf(b.alias)) };
  },
});

const asked = z.object({
  /** Its id or its alias. */
  collection: z.string().max(200),
  query: z.custom<TaxiiQuery>((value) => typeof value === 'object' && value !== null),
  /** Only this object; RetortError `not_found` when the collection has none of it. */
  id: z.string().max(200).optional(),
  /** Without the objects themselves. */
  bare: z.boolean().default(false),
});

/** Exactly, since a `date_added` that is cut short would have peers read the same twice or pass something by. */
const exact = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * A page of the versions in a collection in the order in which they were added. What is added while somebody goes from page to page comes
 * on a later one, never on one that was read. RetortError `not_found` for a collection that is not there or not to be read.
 */
export const readShared = defineQuery({
  name: 'share.read',
  right: 'share.read',
  input: asked,
  async run({ collection, query, id, bare }, actor): Promise<{ items: SharedVersion[]; more: boolean }> {
    const found = await collectionFor(collection, actor);
    const none = { items: [], more: false };
    if (id !== undefined) await requireObject(found.alias, id);
    if (query.specVersions && !query.specVersions.includes('2.1')) return none;
    return transaction(async (tx) => {
      await readerLock(tx, found.alias);
      const { rows } = await tx.query<SharedVersion>(
        `SELECT o.id, ${exact('o.date_added')} AS added, ${exact('o.version')} AS version,
                CASE WHEN $9 THEN '' ELSE o.object END AS object
           FROM shared_object o
          WHERE o.collection = $1 AND ($2::timestamptz IS NULL OR o.date_added > $2)
            AND ($3::text[] IS NULL OR o.id = ANY($3)) AND ($4::text[] IS NULL OR o.type = ANY($4))
            AND ($5 OR o.version = ANY($8::timestamptz[])
              OR $6 AND NOT EXISTS (SELECT 1 FROM shared_object e WHERE e.collection = $1 AND e.id = o.id AND e.version < o.version)
              OR $7 AND NOT EXISTS (SELECT 1 FROM shared_object l WHERE l.collection = $1 AND l.id = o.id AND l.version > o.version))
          ORDER BY o.date_added LIMIT $10`,
        [
          found.alias,
          query.after,
          id === undefined ? query.ids : [id],
          query.types,
          query.versions.all,
          query.versions.first,
          query.versions.last,
          query.versions.at,
          bare,
          query.limit + 1,
        ],
      );
      const items = rows.slice(0, query.limit).map((row) => ({ ...row, version: asWritten(row.version) }));
      return { items, more: rows.length > query.limit };
    });
  },
});

/** A version is its object's `modified`, which is written with milliseconds unless it has more. */
function asWritten(time: string): string {
  return time.replace(/000Z$/, 'Z');
}

/** A collection that the actor may read, by its id or alias. RetortError `not_found`: what nobody may see is not there. */
export async function collectionFor(name: string, actor: Actor): Promise<ReadableCollection> {
  const { items } = await listCollections({}, { actor });
  const found = items.find(({ id, alias }) => id === name || alias === name);
  if (!found)
    throw new RetortError('not_found', 'There is no such collection, or it is not shared with you.');
  return found;
}

async function requireObject(collection: Collection, id: string): Promise<void> {
  const { rowCount } = await getPool().query(
    'SELECT 1 FROM shared_object WHERE collection = $1 AND id = $2 LIMIT 1',
    [collection, id],
  );
  if (!rowCount) throw new RetortError('not_found', 'There is no such object in this collection.');
}
