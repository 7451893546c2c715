import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { type AlertState, requireOpen } from './change';
import { claimEnd, isHeldByAnother } from './claim';

/**
 * Prolongs one's own claim, as the page that shows the alert does while it is open; also one that just ran out, as long as
 * nobody else took it. Leaves the version as it is: it is no change that a colleague decides upon.
 * RetortError `not_found`, `precondition` when the claim is no longer one's own.
 */
export const renewClaim = defineVerb({
  name: 'alert.renew',
  right: 'alert.triage',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, now, actor, audit }) {
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person can hold an alert.');
    const { rows } = await tx.query<AlertState>('SELECT * FROM alert WHERE id = $1 FOR UPDATE', [id]);
    const before = rows[0];
    if (!before) throw new RetortError('not_found', `There is no alert ${id}.`, { entity: 'alert', id });
    requireOpen(before);
    if (before.holder_id !== actor.id || isHeldByAnother(before, actor.id, now)) {
      throw new RetortError('precondition', 'You do not hold this alert any more.');
    }
    const until = claimEnd(now);
    await tx.query('UPDATE alert SET held_until = $2 WHERE id = $1', [id, until]);
    audit({
      entity: 'alert',
      entityId: id,
      before: { held_until: before.held_until?.toISOString() ?? null },
      after: { held_until: until.toISOString() },
    });
    return {
      id,
      claim: { person: { id: actor.id, name: actor.name }, until: until.toISOString() },
      version: before.version,
    };
  },
});
