import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { key64 } from '@/lib/model/hash';
import { type ReleaseItem, releaseInput } from '@/lib/model/release';
import { defineVerb } from '@/lib/services/verb';

const YEAR_MS = 366 * 86_400_000;
/** As of records: nothing that Retort is for is older. */
const EARLIEST = Date.UTC(2015, 0, 1);

/**
 * Says when a model came out, as a `model_release` record does; the newer word counts. Moves to it are measured from then by the
 * next run. RetortError `invalid` for a time that no release has.
 */
export const setRelease = defineVerb({
  name: 'model.set_release',
  right: 'source.manage',
  input: releaseInput.extend({ released_at: z.iso.datetime() }),
  async run({ model, released_at }, { tx, now, audit }): Promise<ReleaseItem> {
    const at = new Date(released_at);
    if (at.getTime() < EARLIEST || at.getTime() > now.getTime() + YEAR_MS)
      throw new RetortError('invalid', 'released_at: a time since 2015 and within a year from now.', {
        issues: [{ path: 'released_at', message: 'A time since 2015 and within a year from now.' }],
      });
    const key = key64(`model\0${model}`);
    const before = await tx.query<{ released_at: Date | null }>(
      'SELECT released_at FROM model WHERE key = $1 FOR UPDATE',
      [key],
    );
    const { rows } = await tx.query<{ first_seen: Date | null }>(
      `INSERT INTO model (key, name, released_at) VALUES ($1, $2, $3)
       ON CONFLICT (key) DO UPDATE SET released_at = excluded.released_at RETURNING first_seen`,
      [key, model, at],
    );
    audit({
      entity: 'model',
      entityId: model,
      before: { released_at: before.rows[0]?.released_at?.toISOString() ?? null },
      after: { released_at: at.toISOString() },
    });
    return {
      model,
      released_at: at.toISOString(),
      first_seen: rows[0]?.first_seen?.toISOString() ?? null,
    };
  },
});
