import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { receivedHits } from '@/lib/db/received-hits';
import { defineVerb } from '@/lib/services/verb';
import { LIVE, raiseReceived, withdrawReceived } from './raise';
import { INTEL_WORKER } from './row';
import { searchAnchors } from './search-anchors';

/** Share of all accounts from which a shared value is what everybody uses, and the least number that is. */
const EVERYBODY = 0.05;
const FEWEST = 20;

/** Every indicator that accounts match, with those that are not known yet, and what was taken back or ran out meanwhile. */
const NEWS = `
  WITH ${receivedHits()},
  common AS (
    SELECT source, stix_id, count(*)::int AS n,
           count(*) > greatest(${FEWEST}, ${EVERYBODY} * (SELECT count(*) FROM account)) AS common
      FROM received_hit GROUP BY 1, 2)
  SELECT s.id AS source_id, h.stix_id, h.account_key, h.shown_at
    FROM received_hit h JOIN common c USING (source, stix_id)
    JOIN intel_source s ON s.name = h.source AND s.removed_at IS NULL
   WHERE NOT c.common AND NOT EXISTS (
     SELECT 1 FROM intel_hit k WHERE k.source_id = s.id AND k.indicator_id = h.stix_id AND k.account_key = h.account_key)`;

/**
 * Notes which accounts match what others shared, and raises it: an alert of the campaigns they are in, and a campaign of those that are in
 * none. What so many accounts match that it is an exit for everybody is marked so and raises nothing. For the worker.
 */
export const matchIntel = defineVerb({
  name: 'intel.match',
  right: 'intel.take',
  input: z.object({}),
  async run(_, { tx, now, audit }) {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('intel match'))");
    const { rows } = await tx.query<{ source_id: string; stix_id: string }>(
      `WITH news AS (${NEWS})
       INSERT INTO intel_hit (source_id, indicator_id, account_key, shown_at, found_at)
       SELECT source_id, stix_id, account_key, shown_at, $1 FROM news ON CONFLICT DO NOTHING
       RETURNING source_id, indicator_id AS stix_id`,
      [now],
    );
    await tx.query(
      `WITH ${receivedHits()}, counted AS (
         SELECT s.id AS source_id, h.stix_id, count(*)::int AS n,
                count(*) > greatest(${FEWEST}, ${EVERYBODY} * (SELECT count(*) FROM account)) AS common
           FROM received_hit h JOIN intel_source s ON s.name = h.source AND s.removed_at IS NULL GROUP BY 1, 2)
       UPDATE intel_indicator i SET hits = c.n, common = c.common FROM counted c
        WHERE i.source_id = c.source_id AND i.id = c.stix_id AND (i.hits, i.common) IS DISTINCT FROM (c.n, c.common)`,
      [now],
    );
    const raised = await raiseReceived(tx, rows, now);
    const withdrawn = await withdrawReceived(tx, now);
    const indicators = new Set(rows.map(({ source_id, stix_id }) => `${source_id} ${stix_id}`)).size;
    audit({
      entity: 'intel_match',
      entityId: now.toISOString(),
      after: { hits: rows.length, indicators, ...raised, withdrawn },
    });
    return { hits: rows.length, indicators, ...raised, withdrawn };
  },
});

/** Searches what is new, and matches it when there is anything to be said. Answers how many hits are new. For the worker. */
export async function matchReceived(now: () => Date = () => new Date()): Promise<number> {
  await searchAnchors(now);
  const at = now();
  const { rows } = await getPool().query<{ due: boolean }>(
    `SELECT EXISTS (${NEWS}) OR EXISTS (SELECT 1 FROM campaign c WHERE c.run_id = 'received' AND c.status = 'suspected' AND c.current AND c.shared_by NOT LIKE '${LIVE}%'
       AND NOT EXISTS (SELECT 1 FROM intel_indicator i JOIN intel_source s ON s.id = i.source_id AND s.removed_at IS NULL
                        WHERE i.source_id || ' ' || coalesce(i.campaign_id, i.id) = c.shared_by
                          AND NOT i.revoked AND i.valid_until > $1)) AS due`,
    [at],
  );
  if (!rows[0]?.due) return 0;
  const { hits } = await matchIntel({}, { actor: INTEL_WORKER, now: () => at });
  return hits;
}
