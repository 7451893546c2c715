import type { PoolClient } from 'pg';
import { tlpId } from '@/lib/export/stix/markings';
import type { StixObject } from '@/lib/export/stix/object';
import { type Head, idsIn, type NewVersion, newVersions, revokedVersion } from '@/lib/export/taxii/versions';
import { RetortError } from '@/lib/model/errors';
import { COLLECTION_TLP, COLLECTIONS, type Collection } from '@/lib/model/share-words';

/** Rows in one statement. */
const CHUNK = 5_000;
/** Readers and publishers of a collection agree on this kind of advisory lock; see {@link readerLock}. */
const LOCK = 72_707_371;

export interface Published {
  /** Versions that are new to peers, revocations among them. */
  added: number;
  revoked: number;
  unchanged: number;
}

/**
 * Puts STIX objects where peers read them (TAXII collection `collection`), in the caller's transaction. What a peer has already and says
 * the same is not added; what changed is a new version; what was revoked before comes back under a new id, in references too.
 *
 * - `owner` (such as `campaign:ID` or `sighting:ID`) says whose objects these are. General ones (identities, techniques, definitions,
 *   observables) belong to nobody.
 * - `whole`: these are all that the owner says; objects of it that are missing here are revoked.
 *
 * Publishing into one collection goes one after the other: the transaction should be short from here on. RetortError `invalid` for an
 * object without a marking, or with one that is narrower than the collection.
 */
export async function publishObjects(
  tx: PoolClient,
  asked: {
    collection: Collection;
    objects: readonly StixObject[];
    owner: string | null;
    whole?: boolean;
    now: Date;
  },
): Promise<Published> {
  const { collection, objects, owner, whole = false, now } = asked;
  for (const object of objects) checkMarking(object, collection);
  await holdCollection(tx, collection);
  const heads = await headsOf(tx, collection, 'base_id = ANY($2)', idsIn(objects));
  const added = newVersions(objects, heads, owner);
  const said = new Set(objects.map(({ id }) => id));
  const gone =
    whole && owner !== null
      ? [...(await headsOf(tx, collection, 'owner = $2 AND NOT revoked', owner)).values()].filter(
          ({ base }) => !said.has(base),
        )
      : [];
  const revocations = await revocationsOf(tx, collection, gone, now);
  await addVersions(tx, collection, [...added, ...revocations]);
  return {
    added: added.length + revocations.length,
    revoked: revocations.length + added.filter(({ revoked }) => revoked).length,
    unchanged: objects.length - added.length,
  };
}

/** Takes back everything that an owner published into a collection: a revoked version of each object. In the caller's transaction. */
export async function revokeObjects(
  tx: PoolClient,
  { collection, owner, now }: { collection: Collection; owner: string; now: Date },
): Promise<Published> {
  return publishObjects(tx, { collection, objects: [], owner, whole: true, now });
}

/**
 * For the transaction of whoever reads a page: waits for a publisher that is about to commit, so that whatever is added after this page
 * has a later `date_added` than the moment of the page. Take it before the statement that reads.
 */
export async function readerLock(tx: PoolClient, collection: Collection): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock_shared($1, $2)', [LOCK, COLLECTIONS.indexOf(collection)]);
}

async function holdCollection(tx: PoolClient, collection: Collection): Promise<void> {
  await tx.query('SELECT 1 FROM shared_collection WHERE alias = $1 FOR UPDATE', [collection]);
}

function checkMarking({ id, type, object_marking_refs: marks }: StixObject, collection: Collection): void {
  if (type === 'marking-definition') return;
  const open = COLLECTIONS.slice(0, COLLECTIONS.indexOf(collection) + 1).map((each) =>
    tlpId(COLLECTION_TLP[each]),
  );
  if (!marks || marks.length === 0 || !marks.every((mark) => open.includes(mark)))
    throw new RetortError('invalid', `${id} is not marked for the collection ${collection}.`, {
      id,
      collection,
    });
}

type HeadRow = Omit<Head, 'base' | 'version'> & { base_id: string; version: Date };

async function headsOf(
  tx: PoolClient,
  collection: Collection,
  where: string,
  value: unknown,
): Promise<Map<string, Head>> {
  const { rows } = await tx.query<HeadRow>(
    `SELECT base_id, id, generation, type, owner, version, digest, revoked FROM shared_head
      WHERE collection = $1 AND (${where}) ORDER BY base_id`,
    [collection, value],
  );
  return new Map(
    rows.map(({ base_id: base, version, ...rest }) => [
      base,
      { ...rest, base, version: version.toISOString() },
    ]),
  );
}

async function revocationsOf(
  tx: PoolClient,
  collection: Collection,
  gone: readonly Head[],
  now: Date,
): Promise<NewVersion[]> {
  if (gone.length === 0) return [];
  const { rows } = await tx.query<{ base_id: string; object: string }>(
    `SELECT h.base_id, o.object FROM shared_head h JOIN shared_object o USING (collection, id, version)
      WHERE h.collection = $1 AND h.base_id = ANY($2)`,
    [collection, gone.map(({ base }) => base)],
  );
  const said = new Map(rows.map(({ base_id, object }) => [base_id, object]));
  return gone.flatMap((head) => {
    const object = said.get(head.base);
    return object === undefined ? [] : [revokedVersion(head, object, now)];
  });
}

/**
 * Writes versions down, each with a date of its own. The lock that readers share is held from the moment that the dates are taken until
 * the transaction is over: a reader comes before that moment, or sees them.
 */
async function addVersions(
  tx: PoolClient,
  collection: Collection,
  versions: readonly NewVersion[],
): Promise<void> {
  if (versions.length === 0) return;
  await tx.query('SELECT pg_advisory_xact_lock($1, $2)', [LOCK, COLLECTIONS.indexOf(collection)]);
  // PostgreSQL counts microseconds, and no two objects share one.
  const { rows } = await tx.query<{ base: string }>(
    `UPDATE shared_collection SET last_added = greatest(clock_timestamp(), last_added) + $2 * interval '1 microsecond'
      WHERE alias = $1 RETURNING (last_added - $2 * interval '1 microsecond')::text AS base`,
    [collection, versions.length],
  );
  const base = rows[0]?.base;
  for (let from = 0; from < versions.length; from += CHUNK) {
    const part = versions.slice(from, from + CHUNK);
    await tx.query(
      `WITH given AS (
         SELECT n.*, $2::timestamptz + ($3::int + n.place) * interval '1 microsecond' AS date_added
           FROM unnest($4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::timestamptz[], $10::text[], $11::bool[], $12::text[])
                WITH ORDINALITY AS n (base_id, id, generation, type, owner, version, digest, revoked, object, place)
       ), stored AS (
         INSERT INTO shared_object (collection, date_added, id, type, version, object)
         SELECT $1, date_added, id, type, coalesce(version, date_added), object FROM given
       )
       INSERT INTO shared_head AS h (collection, base_id, id, generation, type, owner, version, digest, revoked)
       SELECT $1, base_id, id, generation, type, owner, coalesce(version, date_added), digest, revoked FROM given
       ON CONFLICT (collection, base_id) DO UPDATE
          SET id = excluded.id, generation = excluded.generation, owner = excluded.owner, version = excluded.version,
              digest = excluded.digest, revoked = excluded.revoked`,
      [
        collection,
        base,
        from,
        part.map((each) => each.base),
        part.map((each) => each.id),
        part.map((each) => each.generation),
        part.map((each) => each.type),
        part.map((each) => each.owner),
        part.map((each) => each.version),
        part.map((each) => each.digest),
        part.map((each) => each.revoked),
        part.map((each) => each.object),
      ],
    );
  }
}
