import { getPool } from '@/lib/db/pool';
import type { FindHit, FoundText } from '@/lib/model/console/status';
import { STANDING } from '@/lib/services/account/row';
import { promptKeysOf } from './readings';

const MOST_FAMILIES = 5;
const LONGEST_LABEL = 160;

interface FamilyRow {
  id: string;
  label: string;
  accounts: number;
  matched: number;
  campaign: string | null;
  title: string | null;
  holders: number;
}

interface SystemRow {
  key: bigint;
  value: string;
  accounts: number;
  campaigns: number;
}

/**
 * The scaffold families, with their campaigns, that a pasted text belongs to: it is analysed as ingest analyses a
 * prompt, and families are found by the keys it gives. Null when the text is too short to be a prompt.
 */
export async function findPrompt(q: string): Promise<FoundText | null> {
  const keys = promptKeysOf(q);
  if (!keys) return null;
  const pool = getPool();
  const [families, systems] = await Promise.all([
    pool.query<FamilyRow>(
      `SELECT s.id, left(s.skeleton, ${LONGEST_LABEL}) AS label, s.accounts,
              (SELECT count(*)::int FROM unnest(s.anchors) a WHERE a = ANY($1::bigint[])) AS matched,
              h.id AS campaign, h.title, coalesce(h.holders, 0)::int AS holders
         FROM scaffold s LEFT JOIN LATERAL (
           SELECT c.id, c.title, count(*) OVER () AS holders
             FROM campaign_scaffold cs JOIN campaign c ON c.id = cs.campaign_id WHERE cs.scaffold_id = s.id
            ORDER BY (c.status IN ${STANDING}) DESC, c.score DESC, c.id LIMIT 1) h ON true
        WHERE s.anchors && $1::bigint[] ORDER BY matched DESC, s.exchanges DESC, s.id LIMIT ${MOST_FAMILIES}`,
      [keys.anchors],
    ),
    pool.query<SystemRow>(
      `SELECT i.key, i.value, coalesce(s.accounts, i.accounts) AS accounts, coalesce(s.campaigns, 0) AS campaigns
         FROM indicator i LEFT JOIN indicator_spread s ON s.indicator_key = i.key
        WHERE i.key = $1 AND i.kind = 'system_prompt'`,
      [keys.system],
    ),
  ]);
  const [family] = families.rows;
  const [system] = systems.rows;
  return {
    items: [...families.rows.map(familyHit), ...systems.rows.map(systemHit)],
    verdict: family
      ? { says: 'family', scaffold: family.label, campaign: family.title, more: families.rows.length - 1 }
      : { says: system ? 'system' : 'nobody', scaffold: null, campaign: null, more: 0 },
  };
}

function familyHit(row: FamilyRow): FindHit {
  const accounts = `${row.accounts.toLocaleString('en-US')} account${row.accounts === 1 ? '' : 's'}`;
  const more = row.holders > 1 ? ` and ${row.holders - 1} more` : '';
  return {
    kind: 'scaffold',
    title: row.label,
    detail: row.title ? `sent by ${accounts} of ${row.title}${more}` : `sent by ${accounts}, in no campaign`,
    href: row.campaign
      ? `/campaigns/${encodeURIComponent(row.campaign)}/prompts?family=${encodeURIComponent(row.id)}`
      : `/indicators/${encodeURIComponent(`scaffold:${row.id}`)}`,
  };
}

function systemHit(row: SystemRow): FindHit {
  return {
    kind: 'indicator',
    title: row.value,
    detail: `System prompt, ${row.accounts.toLocaleString('en-US')} accounts`,
    href: `/indicators/${encodeURIComponent(`system_prompt#${BigInt.asUintN(64, row.key).toString(16).padStart(16, '0')}`)}`,
  };
}
