import { RetortError } from '@/lib/model/errors';
import { key64 } from '@/lib/model/hash';
import { releaseInput } from '@/lib/model/release';
import { defineVerb } from '@/lib/services/verb';

/**
 * Takes back when a model came out; its exchanges stay. A record that tells it again counts again. RetortError `not_found` where no
 * release of that model is known.
 */
export const removeRelease = defineVerb({
  name: 'model.remove_release',
  right: 'source.manage',
  input: releaseInput,
  async run({ model }, { tx, audit }): Promise<{ model: string; released_at: null }> {
    const key = key64(`model\0${model}`);
    const { rows } = await tx.query<{ released_at: Date | null }>(
      'SELECT released_at FROM model WHERE key = $1 FOR UPDATE',
      [key],
    );
    const before = rows[0]?.released_at;
    if (!before) throw new RetortError('not_found', `No release of ${model} is known.`, { model });
    await tx.query('UPDATE model SET released_at = NULL WHERE key = $1', [key]);
    audit({
      entity: 'model',
      entityId: model,
      before: { released_at: before.toISOString() },
      after: { released_at: null },
    });
    return { model, released_at: null };
  },
});
