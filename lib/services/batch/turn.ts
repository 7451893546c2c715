import type { PoolClient } from 'pg';
import type { InnocentSign } from '@/lib/model/batch-moves';
import type { CampaignStatus } from '@/lib/model/campaign';
import type { AccountStatus } from '@/lib/model/decision';
import type { Action } from '@/lib/model/verdict';
import { membershipSql, signsSql } from './innocence';
import type { BatchRow } from './row';
import type { TurnFacts } from './skip';

export interface Turn extends TurnFacts {
  key: bigint;
  id: string;
  version: number;
}

interface Row {
  key: bigint;
  id: string;
  status: AccountStatus;
  version: number;
  since: TurnFacts['since'];
  released_by: string | null;
  released_reason: string | null;
  campaign: CampaignStatus | null;
  member: boolean;
  signs: InnocentSign[];
  signs_seen: InnocentSign[];
  advised: Action | null;
  advised_seen: Action | null;
  reversed: boolean;
}

/**
 * The next accounts of a batch up to a turn, at most `limit`, locked until the transaction ends in the order of their keys, with
 * all that changed about them since the batch was frozen.
 */
export async function takeTurns(
  tx: PoolClient,
  batch: BatchRow,
  { through, limit, now }: { through: number; limit: number; now: Date },
): Promise<Turn[]> {
  const due = await tx.query<{ account_key: bigint }>(
    `SELECT account_key FROM batch_account WHERE batch_id = $1 AND result = 'pending' AND turn <= $2
      ORDER BY turn LIMIT $3 FOR UPDATE`,
    [batch.id, through, limit],
  );
  const keys = due.rows.map((row) => row.account_key);
  await tx.query('SELECT 1 FROM account WHERE key = ANY($1::bigint[]) ORDER BY key FOR UPDATE', [keys]);
  const { rows } = await tx.query<Row>(
    `SELECT a.key, a.id, a.status, a.version, r.look_innocent AS signs_seen, m.advised, r.advised AS advised_seen, ${signsSql('$4')} AS signs,
            $2::text IS NULL OR m.account_key IS NOT NULL AS member,
            (SELECT coalesce((SELECT into_.status FROM campaign into_ WHERE into_.id = c.merged_into), c.status)
               FROM campaign c WHERE c.id = $2) AS campaign,
            (SELECT e.kind FROM account_event e
              WHERE e.account_key = a.key AND e.occurred_at > $3 AND e.kind IN ('banned', 'suspended', 'reinstated')
              ORDER BY e.occurred_at DESC LIMIT 1) AS since,
            EXISTS (SELECT 1 FROM batch_account o
                     WHERE o.batch_id = $6 AND o.account_key = a.key AND o.reversed_at IS NOT NULL) AS reversed,
            x.actor_name AS released_by, x.reason AS released_reason
       FROM batch_account r JOIN account a ON a.key = r.account_key
       ${membershipSql('$2')}
       LEFT JOIN LATERAL (SELECT actor_name, reason FROM campaign_exclusion
                           WHERE account_key = a.key AND excluded_at > $3 AND ($2::text IS NULL OR campaign_id = $2)
                           ORDER BY excluded_at DESC LIMIT 1) x ON true
      WHERE r.batch_id = $1 AND r.account_key = ANY($5::bigint[]) ORDER BY r.turn`,
    [batch.id, batch.campaign_id, batch.frozen_at, now, keys, batch.reverses],
  );
  return rows.map(({ released_by, released_reason, signs_seen, advised_seen, ...row }) => ({
    ...row,
    advisedSeen: advised_seen,
    signsSeen: signs_seen,
    released: released_by === null ? null : { by: released_by, reason: released_reason ?? '' },
  }));
}
