import { note, plain, print } from '@/lib/cli/output';
import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { IntelDelivery } from '@/lib/model/intel';
import { acceptIntel } from '@/lib/services/intel/accept';
import { matchReceived } from '@/lib/services/intel/match';
import { readDelivery } from '@/lib/services/intel/read-delivery';
import { bytesOf } from './commands/verify-case';

const ACTOR: Actor = { kind: 'system', name: 'retort ingest' };

/**
 * Reads a STIX bundle under the name of whoever shared it, and looks for accounts that match. RetortError `malformed` when all of it is
 * refused, with why and in which object.
 */
export async function readStixFile(file: string, source: string): Promise<IntelDelivery> {
  const { id } = await acceptIntel({ source, bytes: await bytesOf(file), way: 'command' }, { actor: ACTOR });
  const receipt = await readDelivery(id);
  if (!receipt) throw new RetortError('conflict', 'Somebody else reads this bundle at this moment.');
  if (receipt.status === 'refused')
    throw new RetortError('malformed', `${plain(file)} was refused: ${plain(receipt.trouble ?? '')}`);
  await matchReceived();
  return receipt;
}

/** A receipt for a person. Words of the bundle come from outside. */
export function showStix({
  source,
  added,
  changed,
  withdrawn,
  known,
  unmatched,
  rejected,
  rejects,
}: IntelDelivery): void {
  print(
    plain(
      `${source.name}: ${added} indicators added, ${changed} changed, ${withdrawn} withdrawn, ${known} already known, ${rejected} objects rejected.`,
    ),
  );
  if (unmatched > 0) print(`${unmatched} of them cannot be looked for; they are kept with why.`);
  for (const { object, code, message } of rejects)
    note(plain(`${object ?? 'the bundle'}: ${message} [${code}]`));
  if (rejected > rejects.length) note(`… and ${rejected - rejects.length} more.`);
}
