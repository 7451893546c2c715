import type { Attempt } from '@/lib/enforce/attempt';
import { deliver } from '@/lib/enforce/deliver';
import type { Line } from '@/lib/enforce/line';
import { callLitellm } from '@/lib/enforce/litellm';
import { idempotencyKey, orderBody } from '@/lib/enforce/order-body';
import { unseal } from '@/lib/enforce/seal';
import type { DueOrder } from '@/lib/services/order/outbox';
import { forDelivery } from '@/lib/services/order/pull';
import type { TargetRow } from '@/lib/services/target/row';

/** Sends one order to its target, in the way of its kind. Never throws. */
export async function sendOrder(
  line: Pick<Line, 'send'>,
  target: TargetRow,
  order: DueOrder,
  now: Date,
): Promise<Attempt> {
  const access = accessTo(target);
  if ('error' in access) return access;
  const { url, secret } = access;
  if (target.kind === 'litellm') {
    const proxy = { url, secret, keyFrom: target.key_from ?? 'key' };
    return callLitellm(line, proxy, {
      kind: order.kind,
      accountId: order.account_id,
      reason: order.reason,
      test: order.test,
    });
  }
  return deliver(line, {
    url,
    secret,
    body: orderBody(forDelivery(order)),
    idempotencyKey: idempotencyKey(order),
    now,
  });
}

/** Address and secret of a target, or the attempt that fails for the lack of one. */
export function accessTo(
  target: Pick<TargetRow, 'id' | 'url' | 'secret'>,
): { url: string; secret: string } | (Attempt & { ok: false }) {
  const secret = target.secret === null ? null : unseal(target.secret, target.id);
  if (target.url !== null && secret !== null) return { url: target.url, secret };
  return {
    ok: false,
    final: false,
    target: true,
    error:
      'The secret of this target cannot be read: it was kept under another RETORT_AUTH_SECRET. Set it again.',
  };
}
