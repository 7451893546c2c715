import { getPool } from '@/lib/db/pool';
import { readStix } from '@/lib/ingest/stix/read';
import type { IntelDelivery } from '@/lib/model/intel';
import { INTEL_WORKER } from './row';
import { takeIntel } from './take';

/** Reads a bundle that was handed in, and keeps what was in it. Null when it no longer waits. For the worker and the command line. */
export async function readDelivery(
  id: string,
  now: () => Date = () => new Date(),
): Promise<IntelDelivery | null> {
  const { rows } = await getPool().query<{ body: Buffer | null }>(
    "SELECT body FROM intel_delivery WHERE id = $1 AND status = 'waiting'",
    [id],
  );
  const body = rows[0]?.body;
  if (!body) return null;
  const result = readStix(body, { now: now().getTime(), partial: false });
  return takeIntel({ id, result }, { actor: INTEL_WORKER, now });
}
