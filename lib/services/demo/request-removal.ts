import { z } from 'zod';
import { decisionReason } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';
import { askForTask } from './row';

/**
 * Asks the worker to take away everything of the demonstration world. RetortError `stale_sign_in`, `busy`, and `precondition` where there is
 * none, where one of its campaigns is shared with others, or while a batch with accounts of it is under way.
 */
export const requestDemoRemoval = defineVerb({
  name: 'demo.request_removal',
  right: 'demo.manage',
  fresh: true,
  input: z.object({
    word: z.literal('remove').meta({ description: 'Typed by hand: it does not come back by itself.' }),
    reason: decisionReason,
  }),
  async run({ reason }, { tx, actor, now, newId, audit }): Promise<{ id: string }> {
    const { rows } = await tx.query<{ accounts: number; shared: number; batches: number }>(
      `SELECT (SELECT count(*)::int FROM demo_mark WHERE kind = 'account') AS accounts,
              (SELECT count(DISTINCT s.campaign_id)::int FROM campaign_share s
                WHERE s.status <> 'withdrawn' AND EXISTS (
                  SELECT 1 FROM campaign_account m JOIN demo_mark d ON d.kind = 'account' AND d.key = m.account_key
                   WHERE m.campaign_id = s.campaign_id)) AS shared,
              (SELECT count(*)::int FROM batch b
                WHERE started_at IS NOT NULL AND finished_at IS NULL AND cancelled_at IS NULL AND EXISTS (
                  SELECT 1 FROM batch_account a JOIN demo_mark d ON d.kind = 'account' AND d.key = a.account_key
                   WHERE a.batch_id = b.id)) AS batches`,
    );
    const { accounts, shared, batches } = rows[0] as { accounts: number; shared: number; batches: number };
    if (accounts === 0)
      throw new RetortError('precondition', 'Nothing here is known to be of the demonstration world.');
    if (shared > 0)
      throw new RetortError(
        'precondition',
        `${shared} of its campaigns ${shared === 1 ? 'is' : 'are'} shared with others: take that back first.`,
      );
    if (batches > 0)
      throw new RetortError(
        'precondition',
        'A batch with its accounts is under way: wait until it is done, or cancel it.',
      );
    const id = newId();
    const by = describeActor(actor).name;
    await askForTask(tx, { id, kind: 'remove', reason, requested_by: by, requested_at: now });
    audit({ entity: 'demo', entityId: id, after: { kind: 'remove', accounts, reason } });
    return { id };
  },
});
