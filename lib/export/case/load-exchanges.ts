import type { PoolClient } from 'pg';
import { CAPABILITIES, capabilityAt } from '@/lib/model/capability';
import { PATHWAYS } from '@/lib/model/words';
import { excerpt } from '@/lib/text/mask';
import { type Cut, cutOf } from './included';
import type { CaseCampaign, CaseExchange } from './model';

const MEMBERS = 100;
const EACH = 5;
/** Share of the harvest from which a capability is worth a sample. */
const WORTH = 0.02;

interface Row {
  id: string;
  account_id: string;
  occurred_at: Date;
  model: string;
  capability: number;
  score: number;
  pathway: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
  status: number | null;
  refused: boolean;
  excerpt: string | null;
}

/**
 * The newest exchanges of what is harvested from members evenly down the list, who look guilty, each account's own rows by
 * key. Texts are masked whatever the deployment keeps.
 */
export async function readExchanges(
  tx: PoolClient,
  campaign: CaseCampaign,
  until: Date,
): Promise<Cut<CaseExchange>> {
  const worth = CAPABILITIES.flatMap((capability, index) =>
    (campaign.capabilities[capability] ?? 0) >= WORTH ? [index] : [],
  );
  const members = await tx.query<{ key: bigint; id: string }>(
    `SELECT a.key, a.id
       FROM (SELECT account_key, row_number() OVER (ORDER BY membership DESC, account_key) - 1 AS rank, count(*) OVER () AS n
               FROM campaign_account WHERE campaign_id = $1 AND looks_innocent IS NULL AND harvest_exchanges > 0) m
       JOIN account a ON a.key = m.account_key
      WHERE m.rank % greatest(1, m.n / ${MEMBERS}) = 0 ORDER BY m.rank LIMIT ${MEMBERS}`,
    [campaign.id],
  );
  const rows: Row[] = [];
  // One account at a time: what belongs to one account is on one node, and is found by its key.
  for (const { key, id } of members.rows) {
    const newest = await tx.query<Row>(
      `SELECT e.id, $2 AS account_id, e.occurred_at, coalesce(n.name, 'unknown') AS model, e.capability, e.score, e.pathway,
              e.input_tokens, e.output_tokens, e.status, e.refused, e.excerpt
         FROM (SELECT * FROM exchange
                WHERE account_key = $1 AND occurred_at >= $3 AND occurred_at <= $4 AND capability = ANY($5::smallint[])
                ORDER BY occurred_at DESC, id DESC LIMIT ${EACH}) e
         LEFT JOIN model n ON n.key = e.model_key`,
      [key, id, campaign.first_seen, until, worth],
    );
    rows.push(...newest.rows);
  }
  rows.sort(
    (a, b) =>
      a.occurred_at.getTime() - b.occurred_at.getTime() ||
      compareText(a.account_id, b.account_id) ||
      compareText(a.id, b.id),
  );
  const items = rows.map((row) => ({
    id: row.id,
    account_id: row.account_id,
    occurred_at: row.occurred_at.toISOString(),
    model: row.model,
    capability: capabilityAt(row.capability),
    score: row.score / 1_000,
    pathway: row.pathway === null ? null : (PATHWAYS[row.pathway] ?? null),
    input_tokens: row.input_tokens,
    output_tokens: row.output_tokens,
    status: row.status,
    refused: row.refused,
    excerpt: row.excerpt === null ? null : excerpt(row.excerpt),
  }));
  return cutOf(items, campaign.harvest_exchanges, MEMBERS * EACH);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
