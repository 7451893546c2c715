import type { PoolClient } from 'pg';

/** The first instant of the UTC day of $2. */
const FIRST = "date_trunc('day', $2::timestamptz, 'UTC')";

const GONE = `
  DELETE FROM campaign_day d WHERE d.campaign_id = $1 AND d.day >= (${FIRST} AT TIME ZONE 'UTC')::date
     AND NOT EXISTS (
       SELECT FROM campaign_hour h
        WHERE h.campaign_id = $1 AND h.hour >= d.day::timestamp AT TIME ZONE 'UTC'
          AND h.hour < (d.day + 1)::timestamp AT TIME ZONE 'UTC'
          AND h.capability = d.capability AND h.model_key = d.model_key AND h.pathway = d.pathway)`;

const WRITE = `
  INSERT INTO campaign_day AS d (campaign_id, day, capability, model_key, pathway, exchanges, harvest)
  SELECT campaign_id, (hour AT TIME ZONE 'UTC')::date, capability, model_key, pathway, sum(exchanges), sum(harvest)
    FROM campaign_hour WHERE campaign_id = $1 AND hour >= ${FIRST} GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT (campaign_id, day, capability, model_key, pathway) DO UPDATE SET
    exchanges = excluded.exchanges, harvest = excluded.harvest
  WHERE (d.exchanges, d.harvest) IS DISTINCT FROM (excluded.exchanges, excluded.harvest)`;

/**
 * Brings the days of a campaign in line with its hours, from the UTC day of `from` on; belongs into the transaction that wrote
 * the hours. What stands already is not written again.
 */
export async function rollCampaignDays(
  tx: Pick<PoolClient, 'query'>,
  id: string,
  from: Date | string,
): Promise<void> {
  await tx.query(GONE, [id, from]);
  await tx.query(WRITE, [id, from]);
}
