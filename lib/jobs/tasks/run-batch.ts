import { databaseRefusal } from '@/lib/db/errors';
import { transaction } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { applyBatch, CHUNK } from '@/lib/services/batch/apply';
import { askToRun } from '@/lib/services/batch/begin';
import { failNext } from '@/lib/services/batch/fail';
import { BATCH_WORKER } from '@/lib/services/batch/row';

/** What the database repeats gladly: it gave way to somebody else. */
const GAVE_WAY = new Set(['40001', '40P01', '55P03']);
const WHY = 'It could not be done: ';
const LONGEST_WHY = 400;

/** What running a batch takes from the world; replaced in tests. */
export interface BatchWorld {
  now: () => Date;
  /** Aborted when the worker is to stop: then the rest is left to another job. */
  stopping?: AbortSignal;
  /** Told after each transaction. */
  afterChunk?: (accounts: number) => void | Promise<void>;
}

/**
 * Does what is due of a batch, a chunk at a time, until nothing is due or somebody stopped it. When a chunk fails because of one account
 * it goes on in smaller steps, down to that account, which is noted as failed. Throws when the database fails; then the job is
 * repeated and goes on with what is not done. Answers how many accounts it went through.
 */
export async function runBatch(id: string, world: BatchWorld = { now: () => new Date() }): Promise<number> {
  const context = { actor: BATCH_WORKER, now: world.now };
  let limit = CHUNK;
  let accounts = 0;
  for (;;) {
    try {
      const step = await applyBatch({ id, limit }, context);
      accounts += step.accounts;
      limit = Math.min(CHUNK, limit * 2);
      await world.afterChunk?.(step.accounts);
      if (!step.more) return accounts;
      if (world.stopping?.aborted) {
        await transaction((tx) => askToRun(tx, id));
        return accounts;
      }
    } catch (error) {
      if (error instanceof RetortError && (error.code === 'precondition' || error.code === 'not_found'))
        return accounts;
      if (isPassing(error)) throw error;
      if (limit > 1) {
        limit = Math.ceil(limit / 8);
        continue;
      }
      await failNext({ id, why: `${WHY}${sentence(error)}` }, context);
      accounts += 1;
    }
  }
}

function isPassing(error: unknown): boolean {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return databaseRefusal(error) !== null || (typeof code === 'string' && GAVE_WAY.has(code));
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/[\0\p{Surrogate}]/gu, '').slice(0, LONGEST_WHY);
}
