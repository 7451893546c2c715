import { z } from 'zod';
import { entityId, type OrderKind } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { dueAt, dueThrough, type Schedule } from '@/lib/model/schedule';
import { enforceSet, statusAfter } from '@/lib/services/account/enforce-set';
import { defineVerb, type VerbWork } from '@/lib/services/verb';
import { askToRun } from './begin';
import { type BatchRow, moved } from './row';
import { skipReason } from './skip';
import { type Turn, takeTurns } from './turn';

/** Accounts of one transaction. */
export const CHUNK = 500;
/** Orders that are spread go out by the second, so that a long window does not need a job for each. */
const TICK_MS = 1_000;

const applied = z.object({ id: entityId, limit: z.number().int().min(1).max(CHUNK).default(CHUNK) });

/**
 * Does what a batch decided to the next accounts that are due: statuses, events, orders, results, counters and audit entries in one
 * transaction, so that whoever is killed has done a whole chunk or none. Asks for the job of what is due later. For the worker.
 * RetortError `precondition` when the batch was stopped or has ended. Answers how many accounts it went through and whether more
 * are due.
 */
export const applyBatch = defineVerb({
  name: 'batch.apply',
  right: 'batch.run',
  input: applied,
  async run({ id, limit }, work): Promise<{ accounts: number; more: boolean }> {
    const { tx, now, audit } = work;
    const batch = await lockBatch(work, id);
    const status = moved(batch, 'start');
    if (batch.frozen_at === null)
      throw new RetortError('precondition', 'The accounts of this batch are still being written down.');
    const schedule = batch.schedule as Schedule;
    const through = dueThrough(schedule, now.getTime());
    const turns = await takeTurns(tx, batch, { through, limit, now });
    const done = await enforceTurns(batch, turns, work);
    const next = await tx.query<{ turn: number }>(
      `SELECT turn FROM batch_account WHERE batch_id = $1 AND result = 'pending' ORDER BY turn LIMIT 1`,
      [id],
    );
    const left = next.rows[0];
    const stands = left ? status : moved({ status }, 'finish');
    await tx.query(
      `UPDATE batch SET status = $2, applied = applied + $3, skipped = skipped + $4, started_at = coalesce(started_at, $5),
              finished_at = CASE WHEN $2 = 'done' THEN $5::timestamptz END WHERE id = $1`,
      [id, stands, done.applied, done.skipped, now],
    );
    audit({
      entity: 'batch',
      entityId: id,
      before: { status: batch.status },
      after: { status: stands, ...done },
    });
    const more = left !== undefined && left.turn <= through;
    if (left && !more) {
      const at = dueAt(schedule, left.turn) ?? 0;
      await askToRun(tx, id, new Date(Math.max(at, now.getTime() + TICK_MS)));
    }
    return { accounts: turns.length, more };
  },
});

/** The batch, locked: pausing and cancelling wait for the chunk that is being done, and are seen before the next. */
export async function lockBatch({ tx }: VerbWork, id: string): Promise<BatchRow> {
  const { rows } = await tx.query<BatchRow>('SELECT * FROM batch WHERE id = $1 FOR UPDATE', [id]);
  if (!rows[0]) throw new RetortError('not_found', `There is no batch ${id}.`, { entity: 'batch', id });
  return rows[0];
}

async function enforceTurns(
  batch: BatchRow,
  turns: readonly Turn[],
  work: VerbWork,
): Promise<{ applied: number; skipped: number }> {
  const { tx, now, audit } = work;
  const kind = batch.kind as OrderKind;
  const reason = batch.reason ?? '';
  const judged = turns.map((turn) => ({ turn, why: skipReason(kind, turn, batch.reverses !== null) }));
  const hit = judged.filter(({ why }) => why === null).map(({ turn }) => turn);
  const left = judged.filter(({ why }) => why !== null);
  const orders = await enforceSet(
    {
      kind,
      reason,
      decisionId: batch.decision_id ?? '',
      actorName: batch.requested_by_name,
      batchId: batch.id,
      subjects: hit,
    },
    work,
  );
  const keys = hit.map(({ key }) => key);
  await tx.query(
    `UPDATE batch_account r SET result = 'applied', order_id = d.order_id, done_at = $4
       FROM unnest($2::bigint[], $3::text[]) AS d (key, order_id) WHERE r.batch_id = $1 AND r.account_key = d.key`,
    [batch.id, keys, orders, now],
  );
  if (left.length > 0)
    await tx.query(
      `UPDATE batch_account r SET result = 'skipped', why = d.why, done_at = $4
       FROM unnest($2::bigint[], $3::text[]) AS d (key, why) WHERE r.batch_id = $1 AND r.account_key = d.key`,
      [batch.id, left.map(({ turn }) => turn.key), left.map(({ why }) => why), now],
    );
  if (batch.reverses !== null) {
    await tx.query(
      'UPDATE batch_account SET reversed_at = $3 WHERE batch_id = $1 AND account_key = ANY($2::bigint[])',
      [batch.reverses, keys, now],
    );
  }
  for (const [index, turn] of hit.entries()) {
    const to = statusAfter(kind, turn.status);
    audit({
      entity: 'account',
      entityId: turn.id,
      before: { status: turn.status, version: turn.version },
      after: {
        status: to,
        version: turn.version + (to === turn.status ? 0 : 1),
        kind,
        batch_id: batch.id,
        requested_by: batch.requested_by_name,
        order_id: orders[index],
      },
    });
  }
  return { applied: hit.length, skipped: left.length };
}
