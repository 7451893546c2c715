import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { enqueue } from '@/lib/services/order/enqueue';
import { defineVerb } from '@/lib/services/verb';
import { WEBHOOK_ID } from './row';

/** Has the worker try the webhook with a signed body that orders nothing; what came of it is on the webhook then. */
export const testWebhook = defineVerb({
  name: 'webhook.test',
  right: 'webhook.manage',
  input: z.object({}),
  async run(_, { tx, audit }) {
    const { rows } = await tx.query<{ url: string; version: number }>(
      `UPDATE webhook SET tested_at = NULL, test_ok = NULL, test_said = NULL WHERE id = $1 RETURNING url, version`,
      [WEBHOOK_ID],
    );
    const webhook = rows[0];
    if (!webhook) throw new RetortError('precondition', 'There is no webhook yet: set one first.');
    await enqueue(tx, { task: 'test-webhook', payload: {}, key: 'test-webhook' });
    audit({ entity: 'webhook', entityId: WEBHOOK_ID, after: { tested: webhook.url } });
    return { id: WEBHOOK_ID, url: webhook.url, version: webhook.version };
  },
});
