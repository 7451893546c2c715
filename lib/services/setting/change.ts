import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { maySet, SETTING_KEYS, SETTINGS } from '@/lib/model/setting';
import { describeActor } from '@/lib/services/audit/append';
import { conflict } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';

/**
 * Sets one value of this deployment. `version` is the one that was looked at, 0 while nobody had set it. RetortError `forbidden`
 * for a setting that only administrators change, `invalid`, `conflict`.
 */
export const changeSetting = defineVerb({
  name: 'setting.change',
  right: 'setting.manage',
  fresh: true,
  input: z.object({
    key: z.enum(SETTING_KEYS),
    value: z.union([z.number(), z.boolean()]),
    version: z.number().int().min(0).max(2_147_483_647),
  }),
  async run({ key, value, version }, { tx, actor, now, audit }) {
    if (!maySet(actor, key))
      throw new RetortError('forbidden', 'Only an administrator changes this setting.', { key });
    const parsed = SETTINGS[key].schema.safeParse(value);
    if (!parsed.success) {
      const message = parsed.error.issues[0]?.message ?? 'Not a value of this setting.';
      throw new RetortError('invalid', `value: ${message}`, { issues: [{ path: 'value', message }] });
    }
    const before = await tx.query<{ value: unknown; version: number }>(
      'SELECT value, version FROM setting WHERE key = $1 FOR UPDATE',
      [key],
    );
    const stands = before.rows[0];
    const by = describeActor(actor).name;
    const { rowCount } =
      stands === undefined && version === 0
        ? await tx.query(
            `INSERT INTO setting (key, value, changed_by, changed_at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING`,
            [key, JSON.stringify(parsed.data), by, now],
          )
        : await tx.query(
            `UPDATE setting SET value = $2, changed_by = $3, changed_at = $4, version = version + 1 WHERE key = $1 AND version = $5`,
            [key, JSON.stringify(parsed.data), by, now, version],
          );
    if (!rowCount) {
      const { rows } = await tx.query<{ version: number }>('SELECT version FROM setting WHERE key = $1', [
        key,
      ]);
      throw await conflict(tx, { entity: 'setting', id: key, version: rows[0]?.version ?? 0, now });
    }
    audit({
      entity: 'setting',
      entityId: key,
      before: { value: stands?.value ?? SETTINGS[key].default, version: stands?.version ?? 0 },
      after: { value: parsed.data, version: version + 1 },
    });
    return { key, value: parsed.data, version: version + 1 };
  },
});
