import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';
import { readSource } from './source';

/** Rows tried again by one call. */
const MOST = 2_000;

/** What was put back. */
export const retried = z.object({
  rows: z.number().int().meta({ description: 'Rejected rows that are taken in anew.' }),
  bodies: z.number().int().meta({ description: 'Bodies that had been set aside.' }),
});

/**
 * Puts rejected rows of a source (those named, else the 2,000 newest) and the bodies that were set aside back into its inbox, for when its
 * mapping was mended. What is refused again is a reject again.
 */
export const retryRejects = defineVerb({
  name: 'inbox.retry',
  right: 'setting.manage',
  input: z.object({
    name: z.string().min(1).max(64),
    rejects: z
      .array(z.string().regex(/^\d{1,18}\.\d{1,9}\.\d{1,9}$/))
      .min(1)
      .max(MOST)
      .optional()
      .meta({ description: 'Ids of rejects; left out: the newest.' }),
  }),
  async run({ name, rejects }, { tx, actor, audit }) {
    await readSource(name, tx);
    const keys = rejects?.map((id) => id.split('.'));
    const { rows } = await tx.query<{ raw: Buffer }>(
      `DELETE FROM inbox_reject r USING (
         SELECT inbox_id, line, ordinal FROM inbox_reject
          WHERE source = $1 AND raw IS NOT NULL
            AND ($2::bigint[] IS NULL OR (inbox_id, line, ordinal) IN (SELECT * FROM unnest($2::bigint[], $3::int[], $4::int[])))
          ORDER BY rejected_at DESC, inbox_id DESC, line DESC, ordinal DESC LIMIT ${MOST} FOR UPDATE) chosen
        WHERE (r.inbox_id, r.line, r.ordinal) = (chosen.inbox_id, chosen.line, chosen.ordinal)
        RETURNING r.raw`,
      [
        name,
        keys?.map(([id]) => id) ?? null,
        keys?.map(([, line]) => line) ?? null,
        keys?.map(([, , ordinal]) => ordinal) ?? null,
      ],
    );
    const aside = rejects
      ? 0
      : (
          await tx.query(
            'UPDATE inbox SET aside_at = NULL, fault = NULL WHERE source = $1 AND aside_at IS NOT NULL',
            [name],
          )
        ).rowCount;
    const bodies = aside ?? 0;
    if (rows.length === 0 && bodies === 0)
      throw new RetortError('precondition', 'There is nothing of this source that can be tried again.');
    if (rows.length > 0) {
      // Line ends stand between the parts of JSON only; a row that is none stays one line.
      const body = Buffer.from(
        rows.map(({ raw }) => `${raw.toString('utf8').replaceAll(/[\r\n]/g, ' ')}\n`).join(''),
      );
      await tx.query("INSERT INTO inbox (source, actor, form, size, body) VALUES ($1, $2, 'lines', $3, $4)", [
        name,
        describeActor(actor).name,
        body.length,
        body,
      ]);
    }
    audit({ entity: 'source', entityId: name, after: { retried_rows: rows.length, retried_bodies: bodies } });
    return { rows: rows.length, bodies };
  },
});
