import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { WEBHOOK_ID } from './row';

/** Keeps what came of trying the webhook. For the worker. */
export const recordWebhookTest = defineVerb({
  name: 'webhook.record_test',
  right: 'order.settle',
  input: z.object({ ok: z.boolean(), said: z.string().max(500) }),
  async run({ ok, said }, { tx, now, audit }) {
    const { rowCount } = await tx.query(
      'UPDATE webhook SET tested_at = $2, test_ok = $3, test_said = $4 WHERE id = $1',
      [WEBHOOK_ID, now, ok, said],
    );
    if (!rowCount) throw new RetortError('not_found', 'The webhook is gone.', { entity: 'webhook' });
    audit({ entity: 'webhook', entityId: WEBHOOK_ID, after: { test_ok: ok, test_said: said } });
  },
});
