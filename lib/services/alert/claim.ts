import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { CLAIM_MS } from '@/lib/model/queue';
import { defineVerb } from '@/lib/services/verb';
import { type AlertState, changeAlert, lockOpen } from './change';

/**
 * Takes an open alert for oneself for half an hour, so that colleagues see who looks at it. From somebody who still
 * holds it only with `take_over`. RetortError `not_found`, `conflict`, `precondition`.
 */
export const claimAlert = defineVerb({
  name: 'alert.claim',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion, take_over: z.boolean().default(false) }),
  async run({ id, version: seen, take_over }, work) {
    const { actor, now, tx } = work;
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person can claim an alert.');
    const before = await lockOpen(work, id, seen);
    if (!take_over && isHeldByAnother(before, actor.id, now)) {
      const { rows } = await tx.query<{ name: string }>('SELECT name FROM auth_user WHERE id = $1', [
        before.holder_id,
      ]);
      const by = rows[0]?.name || 'A colleague';
      const at = before.held_until?.toISOString() ?? '';
      throw new RetortError('conflict', `${by} holds this alert until ${at.slice(11, 16)} UTC.`, {
        changed_by: by,
        changed_at: null,
        what: 'holds this alert',
        version: before.version,
      });
    }
    const until = claimEnd(now);
    const version = await changeAlert(work, before, { holder_id: actor.id, held_until: until });
    return { id, claim: { person: { id: actor.id, name: actor.name }, until: until.toISOString() }, version };
  },
});

/** When a claim made or renewed now runs out. */
export function claimEnd(now: Date): Date {
  return new Date(now.getTime() + CLAIM_MS);
}

export function isHeldByAnother(alert: AlertState, self: string, now: Date): boolean {
  return (
    alert.holder_id !== null &&
    alert.holder_id !== self &&
    alert.held_until !== null &&
    alert.held_until > now
  );
}
