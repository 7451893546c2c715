import { z } from 'zod';
import { titleOf } from '@/lib/detect/title';
import { base32 } from '@/lib/detect/track';
import type { CampaignSplit } from '@/lib/model/api';
import { severityOf } from '@/lib/model/campaign';
import { memberFilter } from '@/lib/model/console/campaign';
import { campaignMove, decisionReason, entityId, seenVersion, storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { accountKey, key64 } from '@/lib/model/hash';
import { RELIST_LIMIT } from '@/lib/model/moves';
import { readIndicator } from '@/lib/services/account/indicator-filter';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb, type VerbWork } from '@/lib/services/verb';
import { memberConditions } from './members';
import { type CampaignState, recount, settle, stoodOf, writeDecision, writeDeed } from './record';

/** Which accounts: some by id, what a filter of the member list finds, or a pool, which is everybody who shows a value. */
const accountsInput = z.union([
  z.strictObject({ ids: z.array(entityId).min(1).max(RELIST_LIMIT) }),
  z.strictObject({ filter: memberFilter.omit({ sort: true, order: true }).strict() }),
  z.strictObject({
    shown: storableText.min(1).max(400).meta({ description: 'An indicator, as `kind:value`.' }),
  }),
]);

type Accounts = z.output<typeof accountsInput>;

/**
 * Makes some accounts of a campaign a campaign of their own, which is suspected and has an alert. What is known of the
 * group stands for both until the next run has counted them apart; every later run lists these accounts there, also when it finds
 * them together. `count` is how many accounts were looked at. RetortError `not_found`, `conflict`, `precondition`.
 */
export const splitCampaign = defineVerb({
  name: 'campaign.split',
  right: 'campaign.decide',
  input: z.object({
    id: entityId,
    version: seenVersion,
    accounts: accountsInput,
    count: z.number().int().min(1).optional().meta({
      description: 'How many accounts those were when you looked. Refused when they are others by now.',
    }),
    reason: decisionReason,
  }),
  async run({ id, version: seen, accounts, count, reason }, work): Promise<CampaignSplit> {
    const { tx, now, newId } = work;
    const before = await lockSeen<CampaignState>(tx, 'campaign', { key: id, id, seen, now });
    const move = campaignMove(before.status, 'split');
    if ('refused' in move) throw new RetortError('precondition', move.refused, { status: before.status });
    const keys = await keysOf(id, accounts, work);
    requireSome(keys, count, before);

    const decisionId = newId();
    const into = `cmp_${base32(key64(`split\0${decisionId}`))}`;
    const title = titleOf(into, await titles(work));
    await tx.query(HEAD, [into, title, id, now]);
    await tx.query(
      `INSERT INTO campaign_evidence (campaign_id, signal, about, log_odds, summary, baseline, details)
       SELECT $2, signal, about, log_odds, summary, baseline, details FROM campaign_evidence WHERE campaign_id = $1`,
      [id, into],
    );
    await tx.query(MEMBERS, [id, into, keys]);
    await tx.query(SCAFFOLDS, [id, into]);
    await tx.query(
      `INSERT INTO campaign_split (campaign_id, account_key, into_id, decision_id)
       SELECT $1, key, $3, $4 FROM unnest($2::bigint[]) AS k (key)
       ON CONFLICT (campaign_id, account_key) DO UPDATE SET into_id = excluded.into_id, decision_id = excluded.decision_id`,
      [id, keys, into, decisionId],
    );
    const settled = await settle(before, work);
    const part = await recount(tx, into);
    const status = part.active_accounts > 0 ? 'suspected' : 'contained';
    const { rows } = await tx.query<{ score: number }>(
      `UPDATE campaign c SET status = $2, contained_at = CASE WHEN $2 = 'contained' THEN $3::timestamptz END,
              first_seen = (SELECT min(joined_at) FROM campaign_account m WHERE m.campaign_id = c.id),
              last_seen = least(c.last_seen, (SELECT max(a.last_seen) FROM campaign_account m JOIN account a ON a.key = m.account_key
                                               WHERE m.campaign_id = c.id))
        WHERE id = $1 RETURNING score`,
      [into, status, now],
    );
    const score = rows[0]?.score ?? 0;
    await tx.query(
      `INSERT INTO alert (id, kind, subject, campaign_id, severity, score, summary, created_at)
       VALUES ($1, 'new_campaign', $2, $3, $4, $5, $6, $7)`,
      [newId(), `${into} split`, into, severityOf(score), score, `split from ${before.title} by hand`, now],
    );
    await writeDecision(
      {
        id: decisionId,
        kind: 'split',
        campaignId: id,
        otherId: into,
        reason,
        stood: {
          ...stoodOf(before, settled.status, []),
        },
      },
      work,
    );
    const details = { decision_id: decisionId, accounts: keys.length };
    await writeDeed(
      { campaignId: id, kind: 'split_off', summary: reason, details: { ...details, other_id: into } },
      work,
    );
    await writeDeed(
      { campaignId: into, kind: 'split_from', summary: reason, details: { ...details, other_id: id } },
      work,
    );
    work.audit({
      entity: 'campaign',
      entityId: id,
      before: { status: before.status, accounts: before.account_count, version: before.version },
      after: {
        status: settled.status,
        accounts: settled.accounts,
        split_into: into,
        version: settled.version,
        reason,
        decision_id: decisionId,
      },
    });
    work.audit({
      entity: 'campaign',
      entityId: into,
      after: { status, accounts: part.account_count, split_from: id, version: 1, decision_id: decisionId },
    });
    return {
      id,
      status: settled.status,
      version: settled.version,
      accounts: settled.accounts,
      into: { id: into, title, version: 1, accounts: part.account_count },
      decision_id: decisionId,
      decided_at: now.toISOString(),
    };
  },
});

async function keysOf(id: string, accounts: Accounts, { tx }: VerbWork): Promise<bigint[]> {
  if ('ids' in accounts) {
    const wanted = new Map(accounts.ids.map((account) => [accountKey(account), account]));
    const { rows } = await tx.query<{ key: bigint }>(
      'SELECT account_key AS key FROM campaign_account WHERE campaign_id = $1 AND account_key = ANY($2::bigint[])',
      [id, [...wanted.keys()]],
    );
    for (const { key } of rows) wanted.delete(key);
    const [missing] = wanted.values();
    if (missing !== undefined)
      throw new RetortError('precondition', `The account ${missing} is not in this campaign.`, {
        account_id: missing,
        missing: wanted.size,
      });
    return rows.map(({ key }) => key);
  }
  const params: unknown[] = [];
  let conditions = memberConditions('filter' in accounts ? { ...accounts.filter, id } : { id }, params);
  if ('shown' in accounts) {
    const { keys, scaffold } = await readIndicator(accounts.shown);
    conditions +=
      scaffold === null
        ? ` AND m.account_key IN (SELECT account_key FROM account_indicator WHERE indicator_key = ANY($${params.push(keys)}::bigint[]))`
        : ` AND m.account_key IN (SELECT account_key FROM scaffold_account WHERE scaffold_id = $${params.push(scaffold)})`;
  }
  const { rows } = await tx.query<{ key: bigint }>(
    `SELECT m.account_key AS key FROM campaign_account m JOIN account a ON a.key = m.account_key WHERE ${conditions}`,
    params,
  );
  return rows.map(({ key }) => key);
}

function requireSome(keys: readonly bigint[], count: number | undefined, before: CampaignState): void {
  if (keys.length === 0) throw new RetortError('precondition', 'No account of this campaign is meant.');
  if (count !== undefined && count !== keys.length)
    throw new RetortError(
      'precondition',
      `Those were ${count} accounts when you looked and are ${keys.length} now. Look at them again.`,
      { count: keys.length },
    );
  if (keys.length >= before.account_count)
    throw new RetortError(
      'precondition',
      'Those are all accounts of this campaign: there is nothing to split.',
    );
}

async function titles({ tx }: VerbWork): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ title: string }>('SELECT title FROM campaign');
  return new Set(rows.map(({ title }) => title));
}

/** Scores and shares are those of the whole group until a run has counted the part. */
const HEAD = `
  INSERT INTO campaign (id, title, status, first_seen, last_seen, detected_at, score, coordination, extraction,
    recommended_action, exchanges, harvest_exchanges, account_count, active_accounts, capabilities, baseline, peers, trend, run_id,
    current, split_from)
  SELECT $1, $2, 'suspected', first_seen, last_seen, $4, score, coordination, extraction,
    recommended_action, 0, 0, 0, 0, capabilities, baseline, peers, '[]', run_id, current, id
    FROM campaign WHERE id = $3`;

const MEMBERS =
  'UPDATE campaign_account SET campaign_id = $2, part = NULL WHERE campaign_id = $1 AND account_key = ANY($3::bigint[])';

const SCAFFOLDS = `
  INSERT INTO campaign_scaffold (campaign_id, scaffold_id, accounts, exchanges)
  SELECT $2, s.scaffold_id, count(*)::int, sum(u.exchanges)
    FROM campaign_scaffold s
    JOIN campaign_account m ON m.campaign_id = $2
    JOIN scaffold_account u ON u.scaffold_id = s.scaffold_id AND u.account_key = m.account_key
   WHERE s.campaign_id = $1 GROUP BY s.scaffold_id`;
