import { type BatchDone, batchSubmission } from '@/lib/model/batch';
import { isPhrase, SCHEDULE_DAYS } from '@/lib/model/batch-moves';
import {
  ACCOUNT_STATUSES,
  accountMove,
  decisionReason,
  entityId,
  type OrderKind,
} from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { scheduleFault } from '@/lib/model/schedule';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import { readSetting } from '@/lib/services/setting/read';
import { defineVerb, type VerbWork } from '@/lib/services/verb';
import { askToBegin, writeBatchDecision } from './begin';
import { CHOSEN, choose, chosenBy } from './choose';
import { type BatchRow, changeBatch, moved } from './row';

const HOUR_MS = 3_600_000;
const EXCLUDED = 'Left out by whoever asked for the batch.';

/**
 * Says what is to be done to whom of a draft, when and why. It starts by itself, or waits for a second person when there are many
 * accounts in it or any that look innocent. Only who drafted it submits it. RetortError `invalid` when the typed phrase is another
 * than the plan names, `precondition`, `forbidden`, `conflict`.
 */
export const submitBatch = defineVerb({
  name: 'batch.submit',
  right: 'batch.request',
  fresh: true,
  input: batchSubmission.extend({ id: entityId, reason: decisionReason }),
  async run({ id, version, kind, reason, policy, schedule, typed, ...choice }, work): Promise<BatchDone> {
    const { tx, now } = work;
    const batch = await lockSeen<BatchRow>(tx, 'batch', { key: id, id, seen: version, now });
    requireOwn(batch, work);
    moved(batch, 'submit');
    if (batch.expires_at !== null && batch.expires_at <= now)
      throw new RetortError(
        'precondition',
        'This draft has expired: its accounts were written down too long ago.',
      );
    const fault = scheduleFault(schedule, now.getTime(), SCHEDULE_DAYS);
    if (fault)
      throw new RetortError('invalid', `schedule: ${fault}`, {
        issues: [{ path: 'schedule', message: fault }],
      });
    await requireStanding(batch, kind, work);
    // Of two batches that one person submits at once the second counts the first.
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`batches of ${batch.requested_by_id}`]);

    const plan = await choose(tx, batch, { kind, ...choice }, now);
    if (plan.accounts === 0)
      throw new RetortError('precondition', 'There is nobody in it to whom this would do anything.');
    if (!isPhrase(typed, plan.phrase)) {
      const message = `Type "${plan.phrase}" to say that this is meant.`;
      throw new RetortError('invalid', `typed: ${message}`, {
        issues: [{ path: 'typed', message }],
        phrase: plan.phrase,
      });
    }
    await tx.query(
      `UPDATE batch_account r SET result = CASE WHEN ${CHOSEN} THEN 'pending' ELSE 'left_out' END,
              why = CASE WHEN r.account_id = ANY($4::text[]) THEN '${EXCLUDED}' END
        WHERE r.batch_id = $1 AND (r.result = 'pending') <> (${CHOSEN})`,
      chosenBy(id, { kind, ...choice }),
    );
    await skipPointless(id, kind, work);
    const alone = plan.approval_needed === null;
    const status = moved(batch, alone ? 'submit' : 'ask');
    const expires = alone
      ? null
      : new Date(now.getTime() + (await readSetting(tx, 'approval.hours')) * HOUR_MS);
    const asked = { ...batch, kind, reason };
    const decision_id = alone ? await writeBatchDecision(asked, work) : null;
    const total = plan.accounts + plan.pointless;
    const done = await changeBatch(
      work,
      batch,
      {
        status,
        kind,
        reason,
        policy,
        schedule,
        requested_at: now,
        approval_needed: plan.approval_needed,
        expires_at: expires,
        decision_id,
        total,
        skipped: plan.pointless,
        innocent: plan.innocent,
      },
      {
        kind,
        reason,
        policy,
        schedule,
        accounts: plan.accounts,
        look_innocent: plan.innocent,
        approval_needed: plan.approval_needed,
      },
    );
    if (alone) await askToBegin(tx, id, schedule);
    return done;
  },
});

/** Whom it would do nothing to is skipped from the start, so that the batch is as large as what was typed. */
async function skipPointless(id: string, kind: OrderKind, { tx, now }: VerbWork): Promise<void> {
  for (const status of ACCOUNT_STATUSES) {
    const move = accountMove(status, kind);
    if ('to' in move) continue;
    await tx.query(
      `UPDATE batch_account SET result = 'skipped', why = $3, done_at = $4
        WHERE batch_id = $1 AND result = 'pending' AND status_seen = $2`,
      [id, status, move.refused.replace('This account', 'It'), now],
    );
  }
}

function requireOwn(batch: BatchRow, { actor }: VerbWork): void {
  if (actor.kind === 'system' || describeActor(actor).id === batch.requested_by_id) return;
  throw new RetortError(
    'forbidden',
    `${batch.requested_by_name} drafted this batch: only they can submit it.`,
  );
}

/** Nothing is done against the accounts of a campaign that was found to be none; they may be let act again. */
async function requireStanding(batch: BatchRow, kind: OrderKind, { tx }: VerbWork): Promise<void> {
  if (batch.campaign_id === null || kind === 'reinstate') return;
  const { rowCount } = await tx.query("SELECT 1 FROM campaign WHERE id = $1 AND status = 'dismissed'", [
    batch.campaign_id,
  ]);
  if (rowCount)
    throw new RetortError('precondition', 'This campaign was dismissed: nothing is done to its accounts.');
}
