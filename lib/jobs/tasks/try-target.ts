import { deliver } from '@/lib/enforce/deliver';
import { tryLitellm } from '@/lib/enforce/litellm';
import { type DeliveryWorld, REAL_WORLD, WORKER } from '@/lib/jobs/world';
import { recordTargetTest } from '@/lib/services/target/record-test';
import { readTarget } from './drain-target';
import { accessTo } from './send-order';

/** Tries a target once with something that orders nothing, and keeps what it answered. */
export async function tryTarget(id: string, world: DeliveryWorld = REAL_WORLD): Promise<void> {
  const target = await readTarget(id);
  if (!target || target.removed_at || target.kind === 'pull') return;
  const line = world.open();
  try {
    const now = world.now();
    const access = accessTo(target);
    const key = `test-${now.toISOString()}`;
    const attempt =
      'error' in access
        ? access
        : target.kind === 'litellm'
          ? await tryLitellm(line, { ...access, keyFrom: target.key_from ?? 'key' })
          : await deliver(line, {
              ...access,
              body: JSON.stringify({ id: key, kind: 'test', decided_at: now.toISOString() }),
              idempotencyKey: key,
              now,
            });
    const said = attempt.ok ? `Answered ${attempt.status}` : attempt.error.slice(0, 500);
    await recordTargetTest({ id, ok: attempt.ok, said }, { actor: WORKER, now: world.now });
  } finally {
    line.close();
  }
}
