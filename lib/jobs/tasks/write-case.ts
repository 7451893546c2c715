import { databaseRefusal } from '@/lib/db/errors';
import { RetortError } from '@/lib/model/errors';
import { failCase } from '@/lib/services/case/fail';
import { makeCase } from '@/lib/services/case/make';
import { CASE_WORKER } from '@/lib/services/case/row';

/**
 * Writes a case file. What will not go better another time is said on it; while the database is away it throws, and the job is
 * repeated. Answers its size, or null when there was nothing to write.
 */
export async function makeCaseFile(
  id: string,
  now: () => Date = () => new Date(),
): Promise<{ size: number } | null> {
  try {
    return await makeCase(id, now);
  } catch (error) {
    if (databaseRefusal(error)?.code === 'unavailable') throw error;
    const why = error instanceof Error ? error.message : String(error);
    await failCase(
      { id, why: `It could not be written: ${why.replace(/[\0\p{Surrogate}]/gu, '').slice(0, 400)}` },
      { actor: CASE_WORKER, now },
    ).catch((failed: unknown) => {
      // It no longer waits: somebody else has written it.
      if (!(failed instanceof RetortError) || failed.code !== 'precondition') throw failed;
    });
    return null;
  }
}
