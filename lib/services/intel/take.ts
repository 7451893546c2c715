import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { ReadResult } from '@/lib/ingest/stix/read';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import type { IntelDelivery } from '@/lib/model/intel';
import { defineVerb } from '@/lib/services/verb';
import { type Applied, applyReceived } from './apply';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryView, standingSource } from './row';

/** What the reader of bundles made of one; whoever reads it is the worker, so that its shape is not checked again. */
export const readResult = z.custom<ReadResult>(
  (value) => typeof value === 'object' && value !== null && ('ok' in value || 'refused' in value),
);

/** Writes down what was in a bundle that was handed in, or why all of it was refused. For the worker. RetortError `precondition` when it no longer waits. */
export const takeIntel = defineVerb({
  name: 'intel.take',
  right: 'intel.take',
  input: z.object({ id: entityId, result: readResult }),
  async run({ id, result }, { tx, now, audit }): Promise<IntelDelivery> {
    const { rows } = await tx.query<{ source_id: string; bytes: number }>(
      "SELECT source_id, bytes FROM intel_delivery WHERE id = $1 AND status = 'waiting' FOR UPDATE",
      [id],
    );
    const waiting = rows[0];
    if (!waiting) throw new RetortError('precondition', 'This bundle does not wait to be read.', { id });
    const source = await standingSource(tx, waiting.source_id);
    const applied = 'ok' in result ? await applyReceived(tx, source, result.ok, now) : null;
    const trouble = 'refused' in result ? troubleOf(result.refused) : null;
    const delivery = await settle(tx, id, { applied, trouble, now });
    audit({ entity: 'intel_delivery', entityId: id, after: factsOf(delivery) });
    return delivery;
  },
});

export function troubleOf({ object, message }: { object: string | null; message: string }): string {
  return object === null ? message : `${object}: ${message}`;
}

/** The numbers of a receipt, for the audit log. */
export function factsOf(delivery: IntelDelivery): Record<string, unknown> {
  const { rejects: _, id: __, source, ...facts } = delivery;
  return { ...facts, source: source.name };
}

/** Closes a delivery: with what became of it, or why it was refused. */
export async function settle(
  tx: PoolClient,
  id: string,
  { applied, trouble, now }: { applied: Applied | null; trouble: string | null; now: Date },
): Promise<IntelDelivery> {
  const { rows } = await tx.query<DeliveryRow>(
    `WITH d AS (
       UPDATE intel_delivery SET status = $2, finished_at = $3, body = NULL, objects = $4, added = $5, changed = $6, withdrawn = $7,
              known = $8, unmatched = $9, unused = $10, rejected = $11, rejects = $12, trouble = $13
        WHERE id = $1 RETURNING *)
     SELECT ${DELIVERY_COLUMNS} FROM d JOIN intel_source s ON s.id = d.source_id`,
    [
      id,
      trouble === null ? 'done' : 'refused',
      now,
      applied?.objects ?? 0,
      applied?.added ?? 0,
      applied?.changed ?? 0,
      applied?.withdrawn ?? 0,
      applied?.known ?? 0,
      applied?.unmatched ?? 0,
      applied?.unused ?? 0,
      applied?.rejected ?? 0,
      JSON.stringify(applied?.rejects ?? []),
      trouble === null ? null : trouble.replace(/[\0\p{Surrogate}]/gu, '').slice(0, 1_000),
    ],
  );
  return deliveryView(rows[0] as DeliveryRow);
}
