import type { Pool, PoolClient } from 'pg';
import { SETTINGS, type SettingKey, type SettingValue } from '@/lib/model/setting';

/** The value that holds for a setting: what somebody set, else its default. */
export async function readSetting<K extends SettingKey>(
  on: Pool | PoolClient,
  key: K,
): Promise<SettingValue<K>> {
  const { rows } = await on.query<{ value: unknown }>('SELECT value FROM setting WHERE key = $1', [key]);
  const parsed = SETTINGS[key].schema.safeParse(rows[0]?.value);
  return (parsed.success ? parsed.data : SETTINGS[key].default) as SettingValue<K>;
}
