import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { WEBHOOK_ID, type WebhookRow } from './row';
import { setWebhook } from './set';

/**
 * Sets the webhook that RETORT_WEBHOOK_URL and RETORT_WEBHOOK_SECRET name, unless it stands already. Answers whether
 * anything changed. RetortError when only one of the two is given or the address is refused.
 */
export async function seedWebhookFromEnv(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const { RETORT_WEBHOOK_URL: url, RETORT_WEBHOOK_SECRET: secret } = env;
  if (!url && !secret) return false;
  if (!url || !secret) {
    throw new RetortError('invalid', 'RETORT_WEBHOOK_URL and RETORT_WEBHOOK_SECRET must be given together.');
  }
  const { rows } = await getPool().query<WebhookRow>('SELECT * FROM webhook WHERE id = $1', [WEBHOOK_ID]);
  const now = rows[0];
  if (now?.url === url && now.secret === secret && now.enabled) return false;
  await setWebhook(
    { url, secret, enabled: true, version: now?.version },
    { actor: { kind: 'system', name: 'Retort (environment)' } },
  );
  return true;
}
