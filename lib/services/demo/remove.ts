import type { PoolClient } from 'pg';
import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { PATHWAYS } from '@/lib/model/records';
import { defineVerb } from '@/lib/services/verb';

/** Accounts whose rows go at a time. */
const AT_ONCE = 200;

/** Tables with rows of accounts. What was decided about them goes along; the audit log is none of these. */
const BY_ACCOUNT = [
  'account_hour',
  'account_indicator',
  'reasoning_block',
  'account_event',
  'scaffold_account',
  'campaign_account',
  'campaign_exclusion',
  'campaign_split',
  'campaign_rhythm_line',
  'campaign_link_account',
  'watchlist_hit',
  'intel_hit',
  'live_news',
  'reuse_hit',
  'order_delivery',
  'enforcement_order',
  'batch_account',
] as const;

/**
 * Takes everything of the demonstration world away in one transaction: its accounts with all that was kept of them, campaigns that
 * have no other account, and what was decided and ordered about either. Rollups are reduced by exactly what they held of it. Records
 * of real sources stay, campaigns with some of each lose the demonstration's accounts and are judged anew by the next run, and
 * the audit log stays whole. Waits for a detection run that is under way. For the worker. RetortError `precondition` when the task
 * no longer waits.
 */
export const removeDemo = defineVerb({
  name: 'demo.remove',
  right: 'demo.apply',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, now, audit }): Promise<{ accounts: number; exchanges: number; campaigns: number }> {
    await tx.query("SET LOCAL timezone = 'UTC'");
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('detection run'))");
    await requireWaiting(tx, id);
    const marked = await tx.query<{ key: bigint }>(
      "SELECT key FROM demo_mark WHERE kind = 'account' ORDER BY key",
    );
    const keys = marked.rows.map(({ key }) => key);
    const campaigns = await campaignsOf(tx, keys);
    await removeCampaigns(tx, campaigns);
    const counted = new Rollups();
    for (let i = 0; i < keys.length; i += AT_ONCE) {
      const some = keys.slice(i, i + AT_ONCE);
      await counted.add(tx, some);
      await tx.query('DELETE FROM exchange WHERE account_key = ANY($1::bigint[])', [some]);
      for (const table of BY_ACCOUNT)
        await tx.query(`DELETE FROM ${table} WHERE account_key = ANY($1::bigint[])`, [some]);
      await tx.query('DELETE FROM account WHERE key = ANY($1::bigint[])', [some]);
      await noteProgress(id, (i + some.length) / keys.length);
    }
    await counted.take(tx);
    await removeOrphans(tx);
    // Only now: people read how far it is meanwhile, which stands in the same row.
    const task = await tx.query<{ reason: string | null; requested_by: string }>(
      `UPDATE demo_task SET status = 'done', progress = 1, finished_at = $2
        WHERE id = $1 AND status = 'waiting' RETURNING reason, requested_by`,
      [id, now],
    );
    const gone = { accounts: keys.length, exchanges: counted.exchanges, campaigns: campaigns.length };
    audit({
      entity: 'demo',
      entityId: id,
      after: { ...gone, ...task.rows[0] },
    });
    return gone;
  },
});

/** Campaigns all of whose accounts are among these. */
async function campaignsOf(tx: PoolClient, keys: readonly bigint[]): Promise<string[]> {
  const { rows } = await tx.query<{ campaign_id: string }>(
    `WITH part AS (
       SELECT campaign_id, account_key FROM campaign_account UNION SELECT campaign_id, account_key FROM campaign_exclusion)
     SELECT campaign_id FROM part GROUP BY 1 HAVING bool_and(account_key = ANY($1::bigint[])) ORDER BY 1`,
    [keys],
  );
  return rows.map(({ campaign_id }) => campaign_id);
}

/** Campaigns with their parts, decisions, batches and orders; pictures of them have no key that would take them along. */
async function removeCampaigns(tx: PoolClient, ids: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM decision_undo WHERE campaign_id = ANY($1)', [ids]);
  const batches = await tx.query<{ id: string }>(
    `SELECT b.id FROM batch b
      WHERE b.campaign_id = ANY($1) OR (EXISTS (SELECT 1 FROM batch_account a WHERE a.batch_id = b.id) AND NOT EXISTS (
        SELECT 1 FROM batch_account a WHERE a.batch_id = b.id
           AND NOT EXISTS (SELECT 1 FROM demo_mark d WHERE d.kind = 'account' AND d.key = a.account_key)))`,
    [ids],
  );
  await tx.query('DELETE FROM batch WHERE id = ANY($1)', [batches.rows.map(({ id }) => id)]);
  for (const table of ['campaign_rhythm', 'campaign_links'])
    await tx.query(`DELETE FROM ${table} WHERE campaign_id = ANY($1)`, [ids]);
  await tx.query('UPDATE intel_indicator SET campaign_id = NULL WHERE campaign_id = ANY($1)', [ids]);
  await tx.query('DELETE FROM campaign WHERE id = ANY($1)', [ids]);
}

/** What nobody shows any more: values, scaffolds, models of the demonstration, and decisions about what is gone. */
async function removeOrphans(tx: PoolClient): Promise<void> {
  await tx.query(
    `DELETE FROM decision d
      WHERE NOT EXISTS (SELECT 1 FROM enforcement_order o WHERE o.decision_id = d.id)
        AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id)
        AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.decision_id = d.id)
        AND (d.campaign_id IS NULL OR NOT EXISTS (SELECT 1 FROM campaign c WHERE c.id = d.campaign_id))
        AND (d.account_key IS NULL OR NOT EXISTS (SELECT 1 FROM account a WHERE a.key = d.account_key))
        AND (d.campaign_id IS NOT NULL OR d.account_key IS NOT NULL)`,
  );
  await tx.query(
    `DELETE FROM scaffold s WHERE NOT EXISTS (SELECT 1 FROM scaffold_account a WHERE a.scaffold_id = s.id)
        AND NOT EXISTS (SELECT 1 FROM campaign_scaffold c WHERE c.scaffold_id = s.id)`,
  );
  for (const [table, key] of [
    ['indicator', 'key'],
    ['indicator_spread', 'indicator_key'],
  ])
    await tx.query(
      `DELETE FROM ${table} WHERE ${key} NOT IN (SELECT indicator_key FROM account_indicator)
          AND ${key} NOT IN (SELECT indicator_key FROM watchlist_entry)`,
    );
  await tx.query(
    `DELETE FROM model m USING demo_mark d WHERE d.kind = 'model' AND d.key = m.key
        AND NOT EXISTS (SELECT 1 FROM capability_day c WHERE c.model_key = m.key)`,
  );
  await tx.query('DELETE FROM demo_mark');
  await tx.query('DELETE FROM detection_base');
}

/** What the rollups over all accounts hold of some. */
class Rollups {
  exchanges = 0;
  private readonly hours = new Map<number, number>();
  private readonly days = new Map<string, { exchanges: number; tokens: number }>();

  async add(tx: PoolClient, keys: readonly bigint[]): Promise<void> {
    const hours = await tx.query<{ hour: Date; n: number }>(
      'SELECT hour, sum(exchanges)::float8 AS n FROM account_hour WHERE account_key = ANY($1::bigint[]) GROUP BY 1',
      [keys],
    );
    for (const { hour, n } of hours.rows) {
      this.hours.set(hour.getTime(), (this.hours.get(hour.getTime()) ?? 0) + n);
      this.exchanges += n;
    }
    const { rows: counted } = await tx.query<{ key: bigint; pathway: string | null }>(
      'SELECT key, pathway_counted AS pathway FROM account WHERE key = ANY($1::bigint[])',
      [keys],
    );
    const own = new Map(counted.map(({ key, pathway }) => [key, PATHWAYS.indexOf(pathway as never)]));
    const { rows } = await tx.query<{
      day: string;
      capability: number;
      model_key: bigint;
      pathway: number | null;
      account_key: bigint | null;
      n: number;
      tokens: number;
    }>(
      `SELECT (occurred_at AT TIME ZONE 'UTC')::date::text AS day, capability, model_key, pathway,
              CASE WHEN pathway IS NULL THEN account_key END AS account_key, count(*)::int AS n,
              coalesce(sum(output_tokens), 0)::float8 AS tokens
         FROM exchange WHERE account_key = ANY($1::bigint[]) GROUP BY 1, 2, 3, 4, 5`,
      [keys],
    );
    for (const { day, capability, model_key, pathway, account_key, n, tokens } of rows) {
      const name = [day, capability, model_key, pathway ?? own.get(account_key ?? 0n) ?? -1].join(' ');
      const sum = this.days.get(name) ?? { exchanges: 0, tokens: 0 };
      this.days.set(name, { exchanges: sum.exchanges + n, tokens: sum.tokens + tokens });
    }
  }

  async take(tx: PoolClient): Promise<void> {
    const hours = [...this.hours].sort(([a], [b]) => a - b);
    await tx.query(
      `UPDATE traffic_hour h SET exchanges = h.exchanges - g.n
         FROM unnest($1::timestamptz[], $2::bigint[]) AS g (hour, n) WHERE g.hour = h.hour`,
      [hours.map(([hour]) => new Date(hour)), hours.map(([, n]) => n)],
    );
    const days = [...this.days].map(([name, sum]) => ({ place: name.split(' '), sum }));
    await tx.query(
      `UPDATE capability_day c SET exchanges = c.exchanges - g.n, output_tokens = c.output_tokens - g.tokens
         FROM unnest($1::date[], $2::smallint[], $3::bigint[], $4::smallint[], $5::bigint[], $6::bigint[])
                AS g (day, capability, model_key, pathway, n, tokens)
        WHERE g.day = c.day AND g.capability = c.capability AND g.model_key = c.model_key AND g.pathway = c.pathway`,
      [
        ...[0, 1, 2, 3].map((i) => days.map(({ place }) => place[i])),
        days.map(({ sum }) => sum.exchanges),
        days.map(({ sum }) => sum.tokens),
      ],
    );
    await tx.query('DELETE FROM traffic_hour WHERE exchanges <= 0');
    await tx.query('DELETE FROM capability_day WHERE exchanges <= 0');
  }
}

async function requireWaiting(tx: PoolClient, id: string): Promise<void> {
  const { rowCount } = await tx.query(
    "SELECT 1 FROM demo_task WHERE id = $1 AND status = 'waiting' AND kind = 'remove'",
    [id],
  );
  if (!rowCount) throw new RetortError('precondition', 'This work is not waiting any more.');
}

/** Beside the transaction, so that people see it; without it the work goes on. */
async function noteProgress(id: string, share: number): Promise<void> {
  await getPool()
    .query("UPDATE demo_task SET progress = $2 WHERE id = $1 AND status = 'waiting'", [id, share])
    .catch(() => {});
}
