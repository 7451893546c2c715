import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { defineQuery } from '@/lib/services/verb';
import { WEBHOOK_ID, type WebhookRow, webhookView } from './row';

/** Where orders go, or null while nobody has said. */
export const getWebhook = defineQuery({
  name: 'webhook.get',
  right: 'webhook.manage',
  input: z.object({}),
  async run() {
    const { rows } = await getPool().query<WebhookRow>('SELECT * FROM webhook WHERE id = $1', [WEBHOOK_ID]);
    return rows[0] ? webhookView(rows[0]) : null;
  },
});
