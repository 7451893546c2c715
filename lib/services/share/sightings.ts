import type { Pool } from 'pg';
import type { CampaignSharing } from '@/lib/model/console/sharing';
import { COLLECTIONS } from '@/lib/model/share-words';
import { ownerOf } from './row';

type Sighting = CampaignSharing['sightings'][number];

/** Most that are shown; whoever sees something again tells a new version of the same sighting. */
const MOST = 100;

/** What others saw at their place of what was shared of a campaign, the newest first. */
export async function sightingsOf(pool: Pool, campaignId: string): Promise<Sighting[]> {
  const { rows } = await pool.query<
    Omit<Sighting, 'first_seen' | 'last_seen' | 'received_at'> & {
      first_seen: Date | null;
      last_seen: Date | null;
      received_at: Date;
    }
  >(
    `SELECT t.id, coalesce(o.name, s.name) AS by, s.name AS source, h.type AS seen, v.object::jsonb ->> 'name' AS name,
            t.first_seen, t.last_seen, t.count, t.note, t.tlp, t.received_at
       FROM (SELECT DISTINCT ON (id) id, collection, type, version FROM shared_head
              WHERE collection = ANY($2) AND owner = $1 ORDER BY id, collection) h
       JOIN intel_sighting t ON t.of_ref = h.id AND NOT t.revoked
       JOIN intel_source s ON s.id = t.source_id
       LEFT JOIN intel_object o ON o.source_id = t.source_id AND o.id = t.issuer_id
       LEFT JOIN shared_object v ON v.collection = h.collection AND v.id = h.id AND v.version = h.version
      ORDER BY coalesce(t.last_seen, t.modified) DESC, t.id LIMIT ${MOST}`,
    [ownerOf(campaignId), COLLECTIONS],
  );
  return rows.map((row) => ({
    ...row,
    first_seen: row.first_seen?.toISOString() ?? null,
    last_seen: row.last_seen?.toISOString() ?? null,
    received_at: row.received_at.toISOString(),
  }));
}
