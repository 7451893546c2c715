import { getPool } from '@/lib/db/pool';

/** Campaigns whose pictures are missing or were drawn for an earlier run, those with the highest score first. */
export async function campaignsToDraw(): Promise<string[]> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT c.id FROM campaign c
       LEFT JOIN campaign_rhythm r ON r.campaign_id = c.id LEFT JOIN campaign_links l ON l.campaign_id = c.id
      WHERE c.current AND (r.run_id IS DISTINCT FROM c.run_id OR l.run_id IS DISTINCT FROM c.run_id)
      ORDER BY c.score DESC, c.id`,
  );
  return rows.map(({ id }) => id);
}
