import { getPool } from '@/lib/db/pool';

/** A source of which bodies wait. */
export interface WaitingSource {
  name: string;
  bodies: number;
  bytes: number;
  oldestAt: Date;
}

/** The sources of which bodies wait, the one that has waited longest first. Looks at no more than a thousand bodies of each. */
export async function waitingSources(): Promise<WaitingSource[]> {
  const { rows } = await getPool().query<WaitingSource>(
    `WITH RECURSIVE names AS (
       (SELECT source FROM inbox WHERE aside_at IS NULL ORDER BY source LIMIT 1)
       UNION ALL
       SELECT (SELECT i.source FROM inbox i WHERE i.aside_at IS NULL AND i.source > n.source ORDER BY i.source LIMIT 1)
         FROM names n WHERE n.source IS NOT NULL)
     SELECT n.source AS name, w.bodies, w.bytes, w.oldest AS "oldestAt"
       FROM names n
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS bodies, sum(size)::float8 AS bytes, min(received_at) AS oldest
          FROM (SELECT size, received_at FROM inbox i WHERE i.source = n.source AND aside_at IS NULL ORDER BY id LIMIT 1000) first) w
      WHERE n.source IS NOT NULL AND w.bodies > 0
      ORDER BY w.oldest`,
  );
  return rows;
}
