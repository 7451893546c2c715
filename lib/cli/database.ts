import { startEmbedded } from '@/lib/db/embedded';
import { databaseRefusal } from '@/lib/db/errors';
import { migrate, requireMigrated } from '@/lib/db/migrate';
import { closePool } from '@/lib/db/pool';

/**
 * Runs `work` with a database behind getPool() and getPrisma(): the one of DATABASE_URL, which must be migrated, else
 * the embedded one, which is started for as long as this takes when it does not run, and migrated.
 * `migrated: false` leaves the migrations alone. Errors of the database come as RetortError.
 */
export async function withDatabase<T>(
  work: (url: string) => Promise<T>,
  { migrated = true }: { migrated?: boolean } = {},
): Promise<T> {
  const external = process.env.DATABASE_URL;
  const embedded = external ? null : await startEmbedded();
  const url = external || (embedded?.url ?? '');
  process.env.DATABASE_URL = url;
  try {
    if (migrated) await (embedded ? migrate(url) : requireMigrated(url));
    return await work(url);
  } catch (error) {
    throw databaseRefusal(error) ?? error;
  } finally {
    await closePool();
    await embedded?.release();
    if (!external) delete process.env.DATABASE_URL;
  }
}
