import { RetortError } from '@/lib/model/errors';
import { freezeBatch } from '@/lib/services/batch/freeze';
import { BATCH_WORKER } from '@/lib/services/batch/row';

/** Writes down the accounts of a batch, once: asked again it does nothing. Throws when the database fails. */
export async function freezeOnce(
  id: string,
  now: () => Date = () => new Date(),
): Promise<{ accounts: number } | null> {
  try {
    return await freezeBatch({ id }, { actor: BATCH_WORKER, now });
  } catch (error) {
    if (error instanceof RetortError && (error.code === 'precondition' || error.code === 'not_found'))
      return null;
    throw error;
  }
}
