import type { Pool, PoolClient } from 'pg';
import { TLP_MARKINGS, type Tlp } from '@/lib/model/case-words';
import { RetortError } from '@/lib/model/errors';
import { narrowest, type Told, tooWide } from '@/lib/model/share-words';

/**
 * The narrowest of what others told of a campaign, or null: what raised it (`shared_by`, a source and its campaign or indicator), and
 * what its evidence names of what was reported. Indicators that came without a marking bind nobody.
 */
export async function toldInConfidence(
  db: Pick<PoolClient | Pool, 'query'>,
  id: string,
): Promise<Told | null> {
  const { rows } = await db.query<Told>(
    `SELECT s.name AS source, i.tlp FROM campaign c
       JOIN intel_source s ON s.id = split_part(c.shared_by, ' ', 1)
       JOIN intel_indicator i ON i.source_id = s.id AND coalesce(i.campaign_id, i.id) = substr(c.shared_by, length(s.id) + 2)
      WHERE c.id = $1
      UNION
     SELECT coalesce(details ->> 'source', 'another provider'), details ->> 'tlp' FROM campaign_evidence
      WHERE campaign_id = $1 AND signal = 'reported-elsewhere' AND details ->> 'tlp' = ANY($2)
      ORDER BY 1`,
    [id, TLP_MARKINGS],
  );
  return narrowest(rows);
}

/** Why something that rests on what others told of the campaign may not go out at the marking, with what they told; null when it may. */
export async function toldTooWide(
  db: Pick<PoolClient | Pool, 'query'>,
  id: string,
  tlp: Tlp,
): Promise<{ why: string; told: Told | null } | null> {
  const told = await toldInConfidence(db, id);
  const why = tooWide(told, tlp);
  return why === null ? null : { why, told };
}

/** RetortError `precondition` when what the campaign rests on was told to a narrower circle than the marking names. */
export async function requireToldAsWide(tx: PoolClient, id: string, tlp: Tlp): Promise<void> {
  const refused = await toldTooWide(tx, id, tlp);
  if (refused) throw new RetortError('precondition', refused.why, { ...refused.told });
}
