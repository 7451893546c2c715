import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { maySet, SETTING_KEYS, SETTINGS, type SettingOut } from '@/lib/model/setting';
import { defineQuery } from '@/lib/services/verb';

/** Every setting with the value that holds, and whether the one who asks may change it. */
export const listSettings = defineQuery({
  name: 'setting.list',
  right: 'read',
  input: z.object({}),
  run: async (_, actor): Promise<{ items: SettingOut[] }> => {
    const { rows } = await getPool().query<{
      key: string;
      value: unknown;
      changed_by: string;
      changed_at: Date;
      version: number;
    }>('SELECT key, value, changed_by, changed_at, version FROM setting');
    return {
      items: SETTING_KEYS.map((key) => {
        const set = rows.find((row) => row.key === key);
        const parsed = SETTINGS[key].schema.safeParse(set?.value);
        return {
          key,
          value: parsed.success ? parsed.data : SETTINGS[key].default,
          default: SETTINGS[key].default,
          about: SETTINGS[key].about,
          may_change: maySet(actor, key),
          changed_by: set?.changed_by ?? null,
          changed_at: set?.changed_at.toISOString() ?? null,
          version: set?.version ?? 0,
        };
      }),
    };
  },
});
