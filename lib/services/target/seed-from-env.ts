import { getPool } from '@/lib/db/pool';
import { unseal } from '@/lib/enforce/seal';
import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { addTarget } from './add';
import { changeTarget } from './change';
import { resumeTarget } from './resume';
import type { TargetRow } from './row';

/** The target that the environment sets, which is also the one that was the only webhook. */
export const SEEDED_ID = 'webhook';

const ENVIRONMENT: Actor = { kind: 'system', name: 'Retort (environment)' };

/**
 * Adds or changes the webhook that RETORT_WEBHOOK_URL and RETORT_WEBHOOK_SECRET name, unless it stands already. Answers whether
 * anything changed. Other targets are left alone, and so is one of this name that somebody took away.
 * RetortError when only one of the two is given or the address is refused.
 */
export async function seedTargetFromEnv(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const { RETORT_WEBHOOK_URL: url, RETORT_WEBHOOK_SECRET: secret } = env;
  if (!url && !secret) return false;
  if (!url || !secret) {
    throw new RetortError('invalid', 'RETORT_WEBHOOK_URL and RETORT_WEBHOOK_SECRET must be given together.');
  }
  const { rows } = await getPool().query<TargetRow>('SELECT * FROM target WHERE id = $1', [SEEDED_ID]);
  const context = { actor: ENVIRONMENT };
  const now = rows[0];
  if (!now) {
    await addTarget({ id: SEEDED_ID, kind: 'webhook', name: 'Webhook', url, secret }, context);
    return true;
  }
  if (now.removed_at) return false;
  const same = now.url === url && now.secret !== null && unseal(now.secret, now.id) === secret;
  if (same && !now.paused_at) return false;
  const { id, name, test, per_second } = now;
  let { version } = now;
  if (!same) {
    version = (await changeTarget({ id, version, name, url, secret, test, per_second }, context)).version;
  }
  if (now.paused_at) await resumeTarget({ id, version }, context);
  return true;
}
