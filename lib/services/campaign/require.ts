import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';

/** Refuses what is about a campaign that is not there: RetortError `not_found`. */
export async function requireCampaign(id: string): Promise<void> {
  const { rowCount } = await getPool().query('SELECT 1 FROM campaign WHERE id = $1', [id]);
  if (!rowCount)
    throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
}
