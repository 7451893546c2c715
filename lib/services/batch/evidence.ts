import type { PoolClient } from 'pg';
import type { BatchEvidence } from '@/lib/model/batch';

/** The campaign with its scores and evidence as it stands; null when it is gone. */
export async function readEvidence(tx: PoolClient, campaignId: string): Promise<BatchEvidence | null> {
  const { rows } = await tx.query<BatchEvidence>(
    `SELECT c.id AS campaign_id, c.title, c.status, c.version, c.score, c.coordination, c.extraction, c.recommended_action,
            c.account_count AS accounts,
            coalesce((SELECT json_agg(json_build_object('signal', e.signal, 'about', e.about, 'log_odds', e.log_odds,
                                                        'summary', e.summary, 'baseline', e.baseline)
                                      ORDER BY abs(e.log_odds) DESC, e.signal)
                        FROM campaign_evidence e WHERE e.campaign_id = c.id), '[]') AS evidence
       FROM campaign c WHERE c.id = $1`,
    [campaignId],
  );
  return rows[0] ?? null;
}
