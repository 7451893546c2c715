import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { defineQuery } from '@/lib/services/verb';
import { WEBHOOK_ID, type WebhookRow, webhookView } from './row';

/** Where orders go. RetortError `not_found` while nobody has said. */
export const getWebhook = defineQuery({
  name: 'webhook.get',
  right: 'webhook.manage',
  input: z.object({}),
  async run() {
    const { rows } = await getPool().query<WebhookRow>('SELECT * FROM webhook WHERE id = $1', [WEBHOOK_ID]);
    if (!rows[0]) throw new RetortError('not_found', 'No webhook is set: orders wait until there is one.');
    return webhookView(rows[0]);
  },
});
