import { z } from 'zod';
import type { BatchScope } from '@/lib/model/batch';
import { BATCH_LARGEST } from '@/lib/model/batch-moves';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb, type VerbWork } from '@/lib/services/verb';
import { askToRun } from './begin';
import { readEvidence } from './evidence';
import { membershipSql, signsSql } from './innocence';
import { readPreview } from './preview';
import type { BatchRow, ReversalScope } from './row';
import { scopeSql } from './scope';

/**
 * Writes down the accounts of a batch in one statement, and what they look like as counts. From then on neither the
 * filter nor the campaign decides who is in it. For the worker. RetortError `precondition` when that was done before.
 */
export const freezeBatch = defineVerb({
  name: 'batch.freeze',
  right: 'batch.run',
  input: z.object({ id: entityId }),
  async run({ id }, work) {
    const { tx, now, audit } = work;
    const { rows } = await tx.query<BatchRow>('SELECT * FROM batch WHERE id = $1 FOR UPDATE', [id]);
    const batch = rows[0];
    if (!batch) throw new RetortError('not_found', `There is no batch ${id}.`, { entity: 'batch', id });
    if (batch.frozen_at !== null || batch.trouble !== null || !['draft', 'scheduled'].includes(batch.status))
      throw new RetortError('precondition', 'The accounts of this batch are not to be written down.');
    const found =
      'reverses' in batch.scope
        ? await writeReversed(batch.scope, batch, work)
        : await writeMeant(batch, work);
    if ('trouble' in found) {
      await tx.query('UPDATE batch SET trouble = $2 WHERE id = $1', [id, found.trouble]);
      audit({ entity: 'batch', entityId: id, after: { trouble: found.trouble } });
      return { accounts: 0 };
    }
    const preview = await readPreview(tx, id, now, batch.scope);
    const evidence = batch.campaign_id === null ? null : await readEvidence(tx, batch.campaign_id);
    await tx.query(
      'UPDATE batch SET frozen_at = $2, preview = $3, evidence = $4, total = $5, skipped = $6 WHERE id = $1',
      [
        id,
        now,
        JSON.stringify(preview),
        evidence && JSON.stringify(evidence),
        'reverses' in batch.scope ? found.accounts : 0,
        found.skipped,
      ],
    );
    if ('reverses' in batch.scope) await askToRun(tx, id);
    audit({
      entity: 'batch',
      entityId: id,
      after: { accounts: found.accounts, look_innocent: preview.innocent.accounts },
    });
    return { accounts: found.accounts };
  },
});

type Found = { accounts: number; skipped: number } | { trouble: string };

/** The place of account `a` in batch $1: random, but the same whenever it is asked. From 0 to below 1, with 52 bits. */
const TURN =
  "('x' || substr(md5($1::text || ':' || a.key::text), 1, 13))::bit(52)::bigint::float8 / 4503599627370496";

async function writeMeant(batch: BatchRow, { tx, now }: VerbWork): Promise<Found> {
  let scope: Awaited<ReturnType<typeof scopeSql>>;
  try {
    scope = await scopeSql(batch.scope as BatchScope, batch.cutoff);
  } catch (error) {
    if (error instanceof RetortError && error.code === 'not_found') return { trouble: error.message };
    throw error;
  }
  // The parameters of the scope come first in its own text, so that they are moved behind those of this statement.
  const moved = scope.sql.replace(/\$(\d+)/g, (_, place) => `$${Number(place) + 3}`);
  const { rowCount } = await tx.query(
    `INSERT INTO batch_account (batch_id, account_key, account_id, turn, result, status_seen, membership, harvest_share, look_innocent,
                                advised, confirmed)
     SELECT $1::text, a.key, a.id, ${TURN}, CASE WHEN i.signs = '{}' THEN 'pending' ELSE 'left_out' END, a.status,
            m.membership, m.harvest_share, i.signs, m.advised, m.confirmed
       FROM (${moved} LIMIT ${BATCH_LARGEST + 1}) s JOIN account a ON a.key = s.key
       ${membershipSql('$3')} CROSS JOIN LATERAL (SELECT ${signsSql('$2')} AS signs) i`,
    [batch.id, now, batch.campaign_id, ...scope.params],
  );
  const accounts = rowCount ?? 0;
  if (accounts <= BATCH_LARGEST) return { accounts, skipped: 0 };
  await tx.query('DELETE FROM batch_account WHERE batch_id = $1', [batch.id]);
  return {
    trouble: `More than ${BATCH_LARGEST.toLocaleString('en-US')} accounts are meant: narrow it, or make several batches.`,
  };
}

/** What the reversed batch did and nobody has taken back. What was decided about an account since then stands. */
async function writeReversed(scope: ReversalScope, batch: BatchRow, { tx, now }: VerbWork): Promise<Found> {
  const { rows } = await tx.query<{ accounts: number; skipped: number }>(
    `WITH written AS (
       INSERT INTO batch_account (batch_id, account_key, account_id, turn, result, why, done_at, status_seen, membership, harvest_share, look_innocent)
       SELECT $1::text, a.key, a.id, r.turn, CASE WHEN later.since IS NULL THEN 'pending' ELSE 'skipped' END,
              CASE later.since WHEN 'reinstated' THEN 'It was reinstated since.' WHEN 'banned' THEN 'It was banned anew since.'
                   WHEN 'suspended' THEN 'It was suspended anew since.' END,
              CASE WHEN later.since IS NOT NULL THEN $4::timestamptz END, a.status, r.membership, r.harvest_share, '{}'
         FROM batch_account r JOIN account a ON a.key = r.account_key
         LEFT JOIN LATERAL (
           SELECT e.kind AS since FROM account_event e
            WHERE e.account_key = a.key AND e.occurred_at > r.done_at AND e.kind IN ('banned', 'suspended', 'reinstated')
            ORDER BY e.occurred_at DESC LIMIT 1) later ON true
        WHERE r.batch_id = $2 AND r.result = 'applied' AND r.reversed_at IS NULL
          AND ($3::text[] IS NULL OR r.account_id = ANY($3))
       RETURNING result)
     SELECT count(*)::int AS accounts, (count(*) FILTER (WHERE result = 'skipped'))::int AS skipped FROM written`,
    [batch.id, scope.reverses, scope.ids, now],
  );
  return rows[0] ?? { accounts: 0, skipped: 0 };
}
