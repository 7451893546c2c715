import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { growthOf, type StorageDetail, type StorageOut } from '@/lib/model/console/storage';
import { readSetting } from '@/lib/services/setting/read';
import { defineQuery } from '@/lib/services/verb';

/** Growth is judged by so many days. */
const LOOK_BACK_DAYS = 7;
/** Among fewer, what every database begins with weighs more than they do. */
const LEAST_EXCHANGES = 10_000;

/** How much room the database takes, as the worker last measured it, and how long the disk will do. */
export const getStorage = defineQuery({
  name: 'storage.get',
  right: 'setting.manage',
  input: z.object({}),
  async run(): Promise<StorageOut> {
    const pool = getPool();
    const { rows } = await pool.query<{
      at: Date;
      bytes: number;
      free: number | null;
      detail: StorageDetail | null;
    }>(
      `SELECT at, bytes::float8 AS bytes, free_bytes::float8 AS free, detail FROM disk_use
        WHERE at >= (SELECT max(at) FROM disk_use) - make_interval(days => ${LOOK_BACK_DAYS}) ORDER BY at DESC`,
    );
    const [newest] = rows;
    const floor = await pool.query<{ floor: string }>('SELECT floor::text FROM retention');
    const detail = newest?.detail ?? null;
    const measured = rows.map(({ at, bytes }) => ({ at: at.getTime(), bytes }));
    const { bytesPerDay, daysLeft } = growthOf(measured, newest?.free ?? null);
    const spent = detail?.groups
      .filter(({ group }) => group === 'exchanges' || group === 'rollups')
      .reduce((sum, one) => sum + one.rows + one.indexes, 0);
    return {
      measured_at: newest?.at.toISOString() ?? null,
      bytes: newest?.bytes ?? 0,
      free_bytes: newest?.free ?? null,
      detail,
      bytes_per_exchange:
        detail && spent !== undefined && detail.exchanges >= LEAST_EXCHANGES
          ? Math.round(spent / detail.exchanges)
          : null,
      bytes_per_day: bytesPerDay,
      days_left: daysLeft,
      retention_days: await readSetting(pool, 'retention.days'),
      kept_from: floor.rows[0]?.floor ?? null,
    };
  },
});
