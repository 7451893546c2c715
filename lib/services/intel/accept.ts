import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import type { IntelDelivery } from '@/lib/model/intel';
import { DELIVERY_WAYS, MOST_BUNDLE_BYTES } from '@/lib/model/intel-words';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';
import { insertSource } from './add-source';
import { askToRead } from './ask';
import { sourceName } from './input';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryView, type SourceRow } from './row';

/** Bundles that wait to be read at once: each is kept whole until then. */
const MOST_WAITING = 20;

/**
 * Takes a STIX bundle in under the name of whoever shared it, to be read by the worker: the receipt says what became of it. A name
 * that is new becomes a source. RetortError `too_large`; `busy` while many wait; `precondition` for a source that is paused or polled.
 */
export const acceptIntel = defineVerb({
  name: 'intel.accept',
  right: 'intel.upload',
  input: z.object({
    source: sourceName,
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'This is no bundle.'),
    way: z.enum(DELIVERY_WAYS).exclude(['poll']).default('upload'),
  }),
  async run({ source: name, bytes, way }, { tx, now, newId, actor, audit }): Promise<IntelDelivery> {
    if (bytes.length === 0) throw new RetortError('malformed', 'There is nothing in it.');
    if (bytes.length > MOST_BUNDLE_BYTES)
      throw new RetortError('too_large', `The bundle is larger than ${MOST_BUNDLE_BYTES} bytes.`, {
        limit: MOST_BUNDLE_BYTES,
      });
    const waiting = await tx.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM intel_delivery WHERE status = 'waiting'",
    );
    if ((waiting.rows[0]?.n ?? 0) >= MOST_WAITING)
      throw new RetortError('busy', `${MOST_WAITING} bundles wait to be read already.`);
    const standing = await tx.query<SourceRow>(
      'SELECT * FROM intel_source WHERE lower(name) = lower($1) AND removed_at IS NULL FOR SHARE',
      [name],
    );
    const source = standing.rows[0] ?? (await insertSource(tx, { id: newId(), kind: 'upload', name, now }));
    if (!source) throw new RetortError('busy', `Somebody adds ${name} at this moment: try again.`);
    if (source.kind !== 'upload')
      throw new RetortError(
        'precondition',
        `${source.name} is a collection that is polled: choose another name.`,
      );
    if (source.paused_at)
      throw new RetortError('precondition', `${source.name} is paused: nothing is taken from it.`);
    const id = newId();
    const { rows } = await tx.query<DeliveryRow>(
      `WITH d AS (
         INSERT INTO intel_delivery (id, source_id, way, by_name, received_at, bytes, body) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING *)
       SELECT ${DELIVERY_COLUMNS} FROM d JOIN intel_source s ON s.id = d.source_id`,
      [id, source.id, way, describeActor(actor).name, now, bytes.length, Buffer.from(bytes)],
    );
    if (way === 'upload') await askToRead(tx, id);
    if (!standing.rows[0])
      audit({ entity: 'intel_source', entityId: source.id, after: { kind: 'upload', name: source.name } });
    audit({
      entity: 'intel_delivery',
      entityId: id,
      after: { source: source.name, way, bytes: bytes.length },
    });
    return deliveryView(rows[0] as DeliveryRow);
  },
});
