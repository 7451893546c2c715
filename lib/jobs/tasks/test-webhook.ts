import { targetPolicy } from '@/lib/enforce/target';
import { recordWebhookTest } from '@/lib/services/webhook/record-test';
import { type DeliveryWorld, REAL_WORLD, readWebhook, WORKER } from './deliver-order';

/** Sends the webhook a signed body that orders nothing, once, and keeps what it answered. */
export async function tryWebhook(world: DeliveryWorld = REAL_WORLD): Promise<void> {
  const webhook = await readWebhook();
  if (!webhook) return;
  const now = world.now();
  const id = `test-${now.toISOString()}`;
  const attempt = await world.deliver({
    ...webhook,
    body: JSON.stringify({ id, kind: 'test', decided_at: now.toISOString() }),
    idempotencyKey: id,
    now,
    policy: targetPolicy(),
  });
  await recordWebhookTest(
    { ok: attempt.ok, said: attempt.ok ? `Answered ${attempt.status}` : attempt.error },
    { actor: WORKER, now: world.now },
  );
}
