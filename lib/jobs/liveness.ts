import pg from 'pg';
import { databaseUrl, getPool, trackConnection } from '@/lib/db/pool';

/** First half of the advisory locks that living workers hold; the second is a hash of the worker pool's id. */
const LOCK_CLASS = 1_919_247_476;

const RECONNECT_MS = 1_000;

/** A worker may hold a job for a moment before it holds its lock. */
export const GRACE_SECONDS = 2;

/**
 * Shows, for as long as this process lives, that its worker pool does: by an advisory lock on a connection of its own,
 * which PostgreSQL lets go when the process dies, however it dies. Survives the loss of the connection.
 */
export class Liveness {
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private ended = false;

  constructor(private readonly poolId: string) {}

  /** Takes the lock; when the database is away, as soon as it is back. */
  async begin(): Promise<void> {
    if (this.ended) return;
    const client = new pg.Client({
      connectionString: databaseUrl(),
      application_name: 'retort worker',
      keepAlive: true,
    });
    const lost = () => {
      if (this.client === client) this.client = null;
      client.removeAllListeners('end');
      this.again();
    };
    trackConnection(client);
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, this.poolId]);
      client.once('end', lost);
      this.client = client;
      if (this.ended) await this.end();
    } catch {
      await client.end().catch(() => {});
      this.again();
    }
  }

  async end(): Promise<void> {
    this.ended = true;
    if (this.retry) clearTimeout(this.retry);
    const client = this.client;
    this.client = null;
    client?.removeAllListeners('end');
    await client?.end().catch(() => {});
  }

  private again(): void {
    if (!this.ended) this.retry = setTimeout(() => void this.begin(), RECONNECT_MS);
  }
}

/**
 * Gives back the jobs of workers that died while they held them, which otherwise stay locked for four hours.
 * Answers the ids of the dead.
 */
export async function releaseDeadWorkers(): Promise<string[]> {
  const { rows } = await getPool().query<{ worker: string }>(
    `SELECT DISTINCT j.locked_by AS worker FROM graphile_worker.jobs j
      WHERE j.locked_by IS NOT NULL
        AND j.locked_at < now() - make_interval(secs => $2)
        AND NOT EXISTS (SELECT 1 FROM pg_locks l
                         WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                           AND l.classid = $1::oid AND l.objid = hashtext(j.locked_by)::bigint & 4294967295
                           AND l.objsubid = 2 AND l.granted)`,
    [LOCK_CLASS, GRACE_SECONDS],
  );
  const dead = rows.map((row) => row.worker);
  if (dead.length > 0)
    await getPool().query('SELECT graphile_worker.force_unlock_workers($1::text[])', [dead]);
  return dead;
}
