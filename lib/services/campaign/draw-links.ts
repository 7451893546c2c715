import type { PoolClient } from 'pg';
import { transaction } from '@/lib/db/pool';
import { logLift } from '@/lib/detect/statistics';
import { tieGraph } from '@/lib/detect/ties/graph';
import { bitsOf } from '@/lib/model/bits';
import { MOST_LINKS } from '@/lib/model/words';

const LEAST_MEMBERS = 2;
/** Share of the accounts outside from which a value is a hub: carrier NAT, a popular harness, a free mail host. */
const HUB = 0.05;

interface LinkRow {
  kind: string;
  value: string;
  key: bigint;
  ranks: number[];
  spread: number;
}

/**
 * Draws what the accounts of a campaign have in common: every value that at least two members show, by how much more often
 * members show it than others do, and the collapsed graph. Derived from records and the campaign alone, so it may be drawn
 * again at any time. Does nothing when the campaign is gone.
 */
export async function drawLinks(id: string): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ run_id: string; members: number; accounts: number }>(
      `SELECT c.run_id, (SELECT count(*)::int FROM campaign_account m WHERE m.campaign_id = c.id) AS members,
              (SELECT count(*)::int FROM account) AS accounts FROM campaign c WHERE c.id = $1`,
      [id],
    );
    const campaign = rows[0];
    if (!campaign) return;
    const { members } = campaign;
    const outside = Math.max(0, campaign.accounts - members);
    await tx.query('DELETE FROM campaign_links WHERE campaign_id = $1', [id]);
    await tx.query(
      `INSERT INTO campaign_links (campaign_id, run_id, members, outside, graph) VALUES ($1, $2, $3, $4, '{}')`,
      [id, campaign.run_id, members, outside],
    );
    await tx.query(
      `INSERT INTO campaign_link_account (campaign_id, rank, account_key)
       SELECT $1, (row_number() OVER (ORDER BY membership DESC, account_key) - 1)::int, account_key
         FROM campaign_account WHERE campaign_id = $1`,
      [id],
    );
    const links = (await readLinks(tx, id))
      .map((row) => {
        const others = Math.max(0, row.spread - row.ranks.length);
        return {
          kind: row.kind,
          value: row.value,
          key: row.key,
          accounts: row.ranks.length,
          outside: others,
          logOdds: logLift(row.ranks.length, members, others, outside),
          hub: outside > 0 && others / outside >= HUB,
          members: bitsOf(row.ranks, members),
        };
      })
      .sort(
        (a, b) =>
          Number(a.hub) - Number(b.hub) ||
          weight(b) - weight(a) ||
          b.accounts - a.accounts ||
          (a.key < b.key ? -1 : 1),
      )
      .slice(0, MOST_LINKS);
    await tx.query(
      `INSERT INTO campaign_link (campaign_id, position, kind, value, key, accounts, outside, log_odds, hub, members)
       SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::bigint[], $6::int[], $7::int[], $8::float8[], $9::boolean[], $10::bytea[])`,
      [
        id,
        links.map((_, position) => position),
        links.map(({ kind }) => kind),
        links.map(({ value }) => value),
        links.map(({ key }) => key),
        links.map(({ accounts }) => accounts),
        links.map((link) => link.outside),
        links.map(({ logOdds }) => logOdds),
        links.map(({ hub }) => hub),
        links.map((link) => Buffer.from(link.members)),
      ],
    );
    const graph = tieGraph(
      links.filter(({ hub }) => !hub),
      members,
    );
    await tx.query('UPDATE campaign_links SET graph = $2 WHERE campaign_id = $1', [
      id,
      JSON.stringify(graph),
    ]);
  });
}

/** What a value says of the group: how unusual it is, times how many members show it (as a logarithm). */
function weight({ logOdds, accounts }: { logOdds: number; accounts: number }): number {
  return logOdds * Math.log1p(accounts);
}

/** Values of members, registration and traffic alike, and the scaffold families of the campaign. */
async function readLinks(tx: PoolClient, id: string): Promise<LinkRow[]> {
  const { rows } = await tx.query<LinkRow>(
    `SELECT i.kind, i.value, i.key, array_agg(l.rank) AS ranks, greatest(i.accounts, count(*)::int) AS spread
       FROM campaign_link_account l
       JOIN account_indicator a ON a.account_key = l.account_key
       JOIN indicator i ON i.key = a.indicator_key
      WHERE l.campaign_id = $1 AND i.accounts <> 1 AND i.kind <> 'prompt_anchor'
      GROUP BY i.key HAVING count(*) >= ${LEAST_MEMBERS}
     UNION ALL
     SELECT 'scaffold', s.id, coalesce(s.anchors[1], 0), array_agg(l.rank), greatest(s.accounts, count(*)::int)
       FROM campaign_scaffold cs
       JOIN scaffold s ON s.id = cs.scaffold_id
       JOIN scaffold_account u ON u.scaffold_id = s.id
       JOIN campaign_link_account l ON l.campaign_id = cs.campaign_id AND l.account_key = u.account_key
      WHERE cs.campaign_id = $1
      GROUP BY s.id HAVING count(*) >= ${LEAST_MEMBERS}`,
    [id],
  );
  return rows;
}
