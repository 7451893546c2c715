import { seal } from '@/lib/enforce/seal';
import { entityId, seenVersion } from '@/lib/model/decision';
import type { IntelSource } from '@/lib/model/intel';
import { POLL_MINUTES } from '@/lib/model/intel-words';
import { defineVerb } from '@/lib/services/verb';
import { askToPoll } from './ask';
import { requireSource, sourceFields } from './input';
import { lockSource, type SourceRow, sourceFacts, sourceView } from './row';

/**
 * Changes how a source is set: all of it but its kind and name. Without a secret the old one stands, unless the address changes: it
 * was given for the old one. Another address or collection is read from its beginning. RetortError `invalid`, `not_found`, `conflict`.
 */
export const changeIntelSource = defineVerb({
  name: 'intel.change_source',
  right: 'intel.manage',
  fresh: true,
  input: sourceFields.extend({ id: entityId, version: seenVersion }),
  async run({ id, version, ...fields }, { tx, now, audit }): Promise<IntelSource> {
    const before = await lockSource(tx, { id, seen: version, now });
    const moved = before.url !== fields.url || before.collection !== fields.collection;
    requireSource(before.kind, fields, before.secret !== null && before.url === fields.url);
    const secret =
      fields.auth === 'none' ? null : fields.secret === undefined ? before.secret : seal(fields.secret, id);
    const { rows } = await tx.query<SourceRow>(
      `UPDATE intel_source SET url = $2, collection = $3, auth = $4, username = $5, secret = $6, every_minutes = $7, confidence_cap = $8,
              added_after = CASE WHEN $9 THEN NULL ELSE added_after END, next_page = CASE WHEN $9 THEN NULL ELSE next_page END,
              failures = 0, last_error = NULL, next_poll_at = CASE WHEN kind = 'taxii' THEN $10::timestamptz END, version = version + 1
        WHERE id = $1 RETURNING *`,
      [
        id,
        fields.url,
        fields.collection,
        fields.auth,
        fields.username,
        secret,
        before.kind === 'taxii' ? (fields.every_minutes ?? POLL_MINUTES.usual) : null,
        fields.confidence_cap,
        moved,
        now,
      ],
    );
    const row = rows[0] as SourceRow;
    // What was received is believed as much as the source is now.
    await tx.query(
      `UPDATE shared_indicator s SET confidence = CASE WHEN i.confidence IS NULL THEN NULL ELSE least(100 * i.confidence, $2) END
         FROM intel_indicator i WHERE i.source_id = $1 AND s.source = $3 AND s.stix_id = i.id`,
      [id, fields.confidence_cap, row.name],
    );
    if (row.kind === 'taxii' && !row.paused_at) await askToPoll(tx, id);
    audit({
      entity: 'intel_source',
      entityId: id,
      before: sourceFacts(before),
      after: { ...sourceFacts(row), secret_changed: fields.secret !== undefined },
    });
    return sourceView(row);
  },
});
