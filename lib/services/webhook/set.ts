import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { refuseUrl, targetPolicy } from '@/lib/enforce/target';
import { seenVersion, storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { conflict, lockSeen } from '@/lib/services/conflict';
import { enqueue } from '@/lib/services/order/enqueue';
import { defineVerb } from '@/lib/services/verb';
import { WEBHOOK_ID, type WebhookOut, type WebhookRow, webhookView } from './row';

const SHORTEST_SECRET = 16;

export interface WebhookSet extends WebhookOut {
  /** The secret, when it was generated now: shown once. */
  secret?: string;
}

/**
 * Says where orders go. The first time without a version, later with the one looked at. Without a secret one is
 * generated, or the old one kept. Orders that were waiting for a target are sent.
 */
export const setWebhook = defineVerb({
  name: 'webhook.set',
  right: 'webhook.manage',
  input: z.object({
    url: storableText.max(2_000),
    secret: storableText.min(SHORTEST_SECRET).max(500).optional(),
    enabled: z.boolean().default(true),
    version: seenVersion.optional(),
  }),
  async run({ url, secret, enabled, version }, { tx, now, audit }): Promise<WebhookSet> {
    const refusal = refuseUrl(url, targetPolicy());
    if (refusal)
      throw new RetortError('invalid', `url: ${refusal}`, { issues: [{ path: 'url', message: refusal }] });
    const before =
      version === undefined
        ? null
        : await lockSeen<WebhookRow>(tx, 'webhook', { key: WEBHOOK_ID, id: WEBHOOK_ID, seen: version, now });
    const generated =
      secret === undefined && before === null ? randomBytes(32).toString('base64url') : undefined;
    const { rows } = await tx.query<WebhookRow>(
      before === null
        ? `INSERT INTO webhook (id, url, secret, enabled, created_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (id) DO NOTHING RETURNING *`
        : `UPDATE webhook SET url = $2, secret = $3, enabled = $4, tested_at = NULL, test_ok = NULL, test_said = NULL,
             version = version + 1
           WHERE id = $1 AND $5::timestamptz IS NOT NULL RETURNING *`,
      [WEBHOOK_ID, url, secret ?? generated ?? before?.secret, enabled, now],
    );
    const row = rows[0];
    if (!row) {
      const stands = await tx.query<{ version: number }>('SELECT version FROM webhook WHERE id = $1', [
        WEBHOOK_ID,
      ]);
      throw await conflict(tx, {
        entity: 'webhook',
        id: WEBHOOK_ID,
        version: stands.rows[0]?.version ?? 1,
        now,
      });
    }
    if (enabled) await enqueue(tx, { task: 'sweep-orders', payload: {}, key: 'sweep-orders' });
    audit({
      entity: 'webhook',
      entityId: WEBHOOK_ID,
      before: before && { url: before.url, enabled: before.enabled, version: before.version },
      after: { url, enabled, version: row.version, secret_changed: row.secret !== before?.secret },
    });
    return { ...webhookView(row), ...(generated === undefined ? {} : { secret: generated }) };
  },
});
