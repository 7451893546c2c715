import { getPool } from '@/lib/db/pool';
import type { AuditEntry } from '@/lib/model/console/audit';
import type { AuditRow } from './row';

type Names = AuditEntry['named'];

/** Values of states that may be ids of people or campaigns. */
const ID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|cmp_\w+)$/;
/** A batch may hold thousands of ids: so many of an entry are named. */
const MOST = 100;
/** A thing is named where it is made; later entries that name it again, such as a change of the name, are looked for so far back. */
const LOOK_BACK = 20;
const LOOK_AHEAD = 5;

/**
 * What is called how in each entry, by id: its thing as the log named it up to then, people by name and e-mail, campaigns by title, batches
 * by what they do. What
 * the log did not name is named as it is now. Who has no name at all is left out.
 */
export async function namesIn(rows: readonly AuditRow[]): Promise<Names[]> {
  const ids = rows.map((row) => idsOf([row.before, row.after]).slice(0, MOST));
  const things = await getPool().query<Thing>(THINGS, [
    rows.map(({ seq }) => seq),
    rows.map(({ entity }) => entity),
    rows.map(({ entity_id }) => entity_id),
  ]);
  const others = await getPool().query<{ id: string; name: string; email: string | null }>(OTHERS, [
    [...new Set(ids.flat())],
  ]);
  const thingOf = new Map(things.rows.map((thing) => [thing.seq, thing]));
  const otherOf = new Map(others.rows.map(({ id, name, email }) => [id, { name, email }]));
  return rows.map(({ seq, entity_id }, i) => {
    const names: Names = {};
    for (const id of ids[i] ?? []) {
      const other = otherOf.get(id);
      if (other) names[id] = other;
    }
    const thing = thingOf.get(seq);
    if (thing?.name) names[entity_id] = { name: thing.name, email: thing.email };
    return names;
  });
}

/** The strings in a state that look like ids, also those in lists and inner objects. */
export function idsOf(state: unknown): string[] {
  if (typeof state === 'string') return ID.test(state) ? [state] : [];
  if (typeof state !== 'object' || state === null) return [];
  return Object.values(state).flatMap(idsOf);
}

interface Thing {
  seq: bigint;
  name: string | null;
  email: string | null;
}

/** "ban of 84 accounts"; null while nobody has said what is to be done. */
const BATCH = `b.kind || ' of ' || (b.total - b.skipped) || CASE b.total - b.skipped WHEN 1 THEN ' account' ELSE ' accounts' END`;

// People sign in often and are never renamed: their first entries name them, and those of other things the last ones.
const THINGS = `
  SELECT r.seq, coalesce(first.name, last.name, u.name, c.title, ${BATCH}) AS name, coalesce(first.email, u.email) AS email
    FROM unnest($1::bigint[], $2::text[], $3::text[]) r (seq, entity, id)
    LEFT JOIN LATERAL (
      SELECT f.after->>'name' AS name, f.after->>'email' AS email
        FROM (SELECT after FROM audit_entry e WHERE r.entity = 'user' AND e.entity = r.entity AND e.entity_id = r.id
               ORDER BY e.seq LIMIT ${LOOK_AHEAD}) f WHERE f.after ? 'name' LIMIT 1) first ON true
    LEFT JOIN LATERAL (
      SELECT coalesce(f.after->>'name', f.after->>'email') AS name
        FROM (SELECT after, seq FROM audit_entry e
               WHERE r.entity NOT IN ('user', 'account', 'alert', 'campaign') AND e.entity = r.entity AND e.entity_id = r.id AND e.seq <= r.seq
               ORDER BY e.seq DESC LIMIT ${LOOK_BACK}) f
       WHERE f.after ? 'name' OR f.after ? 'email' ORDER BY f.seq DESC LIMIT 1) last ON true
    LEFT JOIN auth_user u ON r.entity = 'user' AND u.id = r.id
    LEFT JOIN batch b ON r.entity = 'batch' AND b.id = r.id
    LEFT JOIN alert a ON r.entity = 'alert' AND a.id = r.id
    LEFT JOIN campaign c ON c.id = CASE r.entity WHEN 'campaign' THEN r.id WHEN 'campaign_watch' THEN split_part(r.id, ' ', 1) ELSE a.campaign_id END`;

const OTHERS = `
  SELECT id, name, email FROM auth_user WHERE id = ANY($1::text[])
  UNION ALL
  SELECT id, title, NULL FROM campaign WHERE id = ANY($1::text[])
  UNION ALL
  SELECT id, ${BATCH}, NULL FROM batch b WHERE id = ANY($1::text[]) AND kind IS NOT NULL`;
