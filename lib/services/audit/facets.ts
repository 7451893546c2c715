import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { AuditFacets } from '@/lib/model/console/audit';
import { defineQuery } from '@/lib/services/verb';

/** Who, what and which things the audit log speaks of, for its filters. Steps from value to value along the indexes. */
export const auditFacets = defineQuery({
  name: 'audit.facets',
  right: 'audit.read',
  input: z.object({}),
  run: async (): Promise<AuditFacets> => {
    const pool = getPool();
    const [actors, verbs, entities] = await Promise.all([
      pool.query<AuditFacets['actors'][number]>(
        `${distinct('actor_id')}
         SELECT last.id, last.kind, last.name FROM d,
           LATERAL (SELECT actor_id AS id, actor_kind AS kind, actor_name AS name FROM audit_entry
                     WHERE actor_id = d.value ORDER BY at DESC, seq DESC LIMIT 1) last
          ORDER BY last.kind DESC, last.name, last.id`,
      ),
      pool.query<{ value: string }>(`${distinct('verb')} SELECT value FROM d ORDER BY value`),
      pool.query<{ value: string }>(`${distinct('entity')} SELECT value FROM d ORDER BY value`),
    ]);
    return {
      actors: actors.rows,
      verbs: verbs.rows.map(({ value }) => value),
      entities: entities.rows.map(({ value }) => value),
    };
  },
});

/** The values of an indexed column, each found by one step into the index. Source: PostgreSQL wiki, Loose indexscan. */
function distinct(column: 'actor_id' | 'verb' | 'entity'): string {
  return `WITH RECURSIVE steps AS (
      (SELECT ${column} AS value FROM audit_entry ORDER BY ${column} LIMIT 1)
      UNION ALL
      SELECT (SELECT ${column} FROM audit_entry WHERE ${column} > steps.value ORDER BY ${column} LIMIT 1)
        FROM steps WHERE steps.value IS NOT NULL),
    d AS (SELECT value FROM steps WHERE value IS NOT NULL LIMIT 500)`;
}
