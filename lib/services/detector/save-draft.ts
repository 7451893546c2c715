import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { type DetectorItem, detectorConfig, detectorNote } from '@/lib/model/detector';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';
import { type DetectorRow, detectorFacts, detectorView, lockDetector, lockDetectors } from './row';

/** Drafts at once: more are a mistake, or somebody's loop. */
const MOST_DRAFTS = 50;

/**
 * Writes down how detection could weigh what it finds: a new draft, or the one with `id` anew. Nothing is judged by it. What it
 * weakens of the evidence against is in the audit log as a warning. RetortError `invalid` with the sentence of what
 * cannot be had, `not_found`, `conflict`, `precondition` for what is no draft any more, `busy` with too many drafts.
 */
export const saveDraft = defineVerb({
  name: 'detector.save_draft',
  right: 'detector.manage',
  input: z.object({
    id: entityId.optional(),
    version: seenVersion.optional(),
    config: detectorConfig,
    note: detectorNote.default(''),
  }),
  async run({ id, version, config, note }, { tx, actor, now, newId, audit }): Promise<DetectorItem> {
    const by = describeActor(actor).name;
    if (id === undefined) {
      await lockDetectors(tx);
      const { rows: drafts } = await tx.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM detector_version WHERE state = 'draft'",
      );
      if ((drafts[0]?.n ?? 0) >= MOST_DRAFTS)
        throw new RetortError('busy', `There are ${MOST_DRAFTS} drafts already: discard some first.`);
      const { rows } = await tx.query<DetectorRow>(
        `INSERT INTO detector_version (id, number, state, config, note, made_by, made_at, changed_by, changed_at)
         SELECT $1, coalesce(max(number), 0) + 1, 'draft', $2, $3, $4, $5, $4, $5 FROM detector_version RETURNING *`,
        [newId(), JSON.stringify(config), note, by, now],
      );
      const row = rows[0] as DetectorRow;
      audit({ entity: 'detector', entityId: row.id, after: detectorFacts(row) });
      return detectorView(row);
    }
    if (version === undefined)
      throw new RetortError('invalid', 'version: say which version of the draft you looked at.', {
        issues: [{ path: 'version', message: 'Say which version of the draft you looked at.' }],
      });
    const before = await lockDetector(tx, { id, seen: version, now });
    if (before.state !== 'draft')
      throw new RetortError(
        'precondition',
        `Version ${before.number} is ${before.state}: only a draft is changed. Save it as a new one.`,
      );
    const { rows } = await tx.query<DetectorRow>(
      `UPDATE detector_version SET config = $2, note = $3, changed_by = $4, changed_at = $5, reason = NULL, version = version + 1
        WHERE id = $1 RETURNING *`,
      [id, JSON.stringify(config), note, by, now],
    );
    const row = rows[0] as DetectorRow;
    audit({ entity: 'detector', entityId: id, before: detectorFacts(before), after: detectorFacts(row) });
    return detectorView(row);
  },
});
