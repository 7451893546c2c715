import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { VerbWork } from '@/lib/services/verb';
import type { BatchRow } from './row';

const OWN = 'You asked for this batch yourself: a second person has to decide.';

/** Why the actor cannot be the second person of a batch, or null. A key stands for whoever made it; `keyMadeBy` is their name. */
export function secondPersonFault(
  batch: Pick<BatchRow, 'requested_by_id' | 'requested_by_kind'>,
  actor: Actor,
  keyMadeBy: string | null,
): string | null {
  if (actor.kind !== 'person') return 'Only a person can be the second person.';
  if (batch.requested_by_id === actor.id) return OWN;
  if (batch.requested_by_kind === 'key' && keyMadeBy === actor.name)
    return 'An API key that you made asked for this batch: a second person has to decide.';
  return null;
}

/** The name of whoever made the key that asked for a batch; null when a person asked. */
export async function keyMaker(
  { tx }: Pick<VerbWork, 'tx'>,
  batch: Pick<BatchRow, 'requested_by_id' | 'requested_by_kind'>,
): Promise<string | null> {
  if (batch.requested_by_kind !== 'key') return null;
  const { rows } = await tx.query<{ created_by: string }>('SELECT created_by FROM api_key WHERE id = $1', [
    batch.requested_by_id,
  ]);
  return rows[0]?.created_by ?? null;
}

/** Who decides about a batch as a second person. RetortError `forbidden`. */
export async function requireSecondPerson(
  batch: BatchRow,
  work: VerbWork,
): Promise<{ id: string; name: string }> {
  const { actor } = work;
  const fault = secondPersonFault(batch, actor, await keyMaker(work, batch));
  if (fault !== null || actor.kind !== 'person') throw new RetortError('forbidden', fault ?? OWN);
  return { id: actor.id, name: actor.name };
}
