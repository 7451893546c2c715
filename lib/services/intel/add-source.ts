import type { PoolClient } from 'pg';
import { z } from 'zod';
import { seal } from '@/lib/enforce/seal';
import { RetortError } from '@/lib/model/errors';
import type { IntelSource } from '@/lib/model/intel';
import { CONFIDENCE_CAP, INTEL_KINDS, type IntelKind, POLL_MINUTES } from '@/lib/model/intel-words';
import { defineVerb } from '@/lib/services/verb';
import { askToPoll } from './ask';
import { requireSource, type SourceFields, sourceFields, sourceName } from './input';
import { type SourceRow, sourceFacts, sourceView } from './row';

/** Adds somebody who shares with us. A collection is polled at once. RetortError `invalid`, `precondition` for a name that is taken. */
export const addIntelSource = defineVerb({
  name: 'intel.add_source',
  right: 'intel.manage',
  fresh: true,
  input: sourceFields.extend({ kind: z.enum(INTEL_KINDS), name: sourceName }),
  async run({ kind, name, ...fields }, { tx, now, newId, audit }): Promise<IntelSource> {
    requireSource(kind, fields, false);
    const row = await insertSource(tx, { id: newId(), kind, name, fields, now });
    if (!row) throw new RetortError('precondition', `There is a source named ${name} already.`, { name });
    if (kind === 'taxii') await askToPoll(tx, row.id);
    audit({ entity: 'intel_source', entityId: row.id, after: sourceFacts(row) });
    return sourceView(row);
  },
});

const HANDED_IN: SourceFields = {
  url: null,
  collection: null,
  auth: 'none',
  username: null,
  every_minutes: null,
  confidence_cap: CONFIDENCE_CAP.usual,
};

/** Writes a source down; null when its name is taken. */
export async function insertSource(
  tx: PoolClient,
  {
    id,
    kind,
    name,
    fields = HANDED_IN,
    now,
  }: { id: string; kind: IntelKind; name: string; fields?: SourceFields; now: Date },
): Promise<SourceRow | null> {
  const { rows } = await tx.query<SourceRow>(
    `INSERT INTO intel_source (id, kind, name, url, collection, auth, username, secret, every_minutes, confidence_cap, created_at, next_poll_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (lower(name)) WHERE removed_at IS NULL DO NOTHING RETURNING *`,
    [
      id,
      kind,
      name,
      fields.url,
      fields.collection,
      fields.auth,
      fields.username,
      fields.secret === undefined ? null : seal(fields.secret, id),
      kind === 'taxii' ? (fields.every_minutes ?? POLL_MINUTES.usual) : null,
      fields.confidence_cap,
      now,
      kind === 'taxii' ? now : null,
    ],
  );
  return rows[0] ?? null;
}
