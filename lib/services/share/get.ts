import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { LEAVES } from '@/lib/export/case/redact';
import { tellsApart } from '@/lib/export/stix/indicators';
import type { CampaignStatus } from '@/lib/model/campaign';
import { TLP_MARKINGS } from '@/lib/model/case-words';
import type { CampaignSharing, SharePreview } from '@/lib/model/console/sharing';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { INDICATOR_WORDS, type IndicatorKind } from '@/lib/model/indicator';
import { CASE_SHARE_LEVELS, type SHARED_TLP, shareRefusal } from '@/lib/model/share-words';
import { defineQuery } from '@/lib/services/verb';
import { type ShareSql, shareView } from './row';
import { sightingsOf } from './sightings';

interface Counts {
  status: CampaignStatus;
  account_count: number;
  scaffolds: number;
  findings: number;
}

interface LinkRow {
  kind: IndicatorKind;
  hub: boolean;
  log_odds: number;
}

/** How a campaign is shared, what would leave the house at each level, and who would read it. RetortError `not_found`. */
export const getSharing = defineQuery({
  name: 'share.get',
  right: 'read',
  input: z.object({ id: entityId }),
  async run({ id }): Promise<CampaignSharing> {
    const pool = getPool();
    const { rows } = await pool.query<Counts>(
      `SELECT status, account_count, (SELECT count(*)::int FROM campaign_scaffold WHERE campaign_id = c.id) AS scaffolds,
              (SELECT count(*)::int FROM campaign_evidence WHERE campaign_id = c.id) AS findings
         FROM campaign c WHERE id = $1`,
      [id],
    );
    const counts = rows[0];
    if (!counts)
      throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
    const shares = await pool.query<ShareSql>('SELECT * FROM campaign_share WHERE campaign_id = $1', [id]);
    const links = await pool.query<LinkRow>(
      'SELECT kind, hub, log_odds FROM campaign_link WHERE campaign_id = $1 ORDER BY position',
      [id],
    );
    const peers = await pool.query<{ name: string; clearance: (typeof SHARED_TLP)[number]; active: boolean }>(
      `SELECT p.name, p.clearance,
              p.disabled_at IS NULL AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AS active
         FROM peer p JOIN api_key k ON k.id = p.key_id ORDER BY p.name LIMIT 200`,
    );
    return {
      refused: shareRefusal(counts.status),
      items: shares.rows
        .sort((a, b) => TLP_MARKINGS.indexOf(a.tlp) - TLP_MARKINGS.indexOf(b.tlp))
        .map(shareView),
      previews: CASE_SHARE_LEVELS.map((level) => previewOf(level, counts, links.rows)),
      sightings: await sightingsOf(pool, id),
      peers: peers.rows,
    };
  },
});

/** At most: of the values some are left out later, because they are a customer's after all, or at `public` because too few show them. */
function previewOf(level: SharePreview['level'], counts: Counts, links: readonly LinkRow[]): SharePreview {
  const leaving = new Map<IndicatorKind, number>();
  const staying = new Map<IndicatorKind, number>();
  for (const link of links) {
    // Scaffolds are counted by themselves.
    if (link.kind === 'scaffold') continue;
    const to = tellsApart(link) && LEAVES[link.kind][level] !== 'nothing' ? leaving : staying;
    to.set(link.kind, (to.get(link.kind) ?? 0) + 1);
  }
  return {
    level,
    accounts: level === 'partner' ? counts.account_count : 0,
    scaffolds: counts.scaffolds,
    findings: counts.findings,
    values: [...leaving].map(([kind, count]) => ({
      kind,
      label: INDICATOR_WORDS[kind],
      count,
      as: LEAVES[kind][level] as 'value' | 'hash' | 'key',
    })),
    stays: [...staying].map(([kind, count]) => ({ label: INDICATOR_WORDS[kind], count })),
  };
}
