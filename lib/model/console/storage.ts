/** Groups of tables by what they are for, as disk use is shown. */
export const STORAGE_GROUPS = ['exchanges', 'rollups', 'campaigns', 'decisions', 'other'] as const;
export type StorageGroup = (typeof STORAGE_GROUPS)[number];

export interface StorageShare {
  group: StorageGroup;
  /** Bytes of the rows, and of the indexes on them. */
  rows: number;
  indexes: number;
}

export interface StorageDay {
  /** 2026-11-22, UTC. */
  day: string;
  exchanges: number;
  rows: number;
  indexes: number;
}

/** One measurement, as it is kept. */
export interface StorageDetail {
  groups: StorageShare[];
  /** Days that hold exchanges, newest first. */
  days: StorageDay[];
  /** As the statistics of the tables have them, which is near enough. */
  exchanges: number;
  /** Of the rows of exchanges, what is kept of prompts. */
  text: number;
}

/** How much room the database takes, as /api/console/settings/storage answers. */
export interface StorageOut {
  /** Null until the worker has measured. */
  measured_at: string | null;
  bytes: number;
  free_bytes: number | null;
  detail: StorageDetail | null;
  /** Bytes of the tables, indexes and rollups of one exchange; null while there are hardly any. */
  bytes_per_exchange: number | null;
  /** Growth in bytes a day, over the last week or as far as was measured; null before the first day is over. */
  bytes_per_day: number | null;
  /** Days until the disk is full if it goes on like that; null where that cannot be known, or where nothing grows. */
  days_left: number | null;
  /** The days kept (0: for ever), and the first day from which exchanges are kept now. */
  retention_days: number;
  kept_from: string | null;
}

const DAY_MS = 86_400_000;
/** Less growth than this tells nothing. */
const LEAST_SPAN_MS = DAY_MS / 2;

/**
 * Growth in bytes a day between the oldest of the measurements and the newest, and how many days that leaves. What shrinks or stands
 * still never fills a disk.
 */
export function growthOf(
  measured: readonly { at: number; bytes: number }[],
  free: number | null,
): { bytesPerDay: number | null; daysLeft: number | null } {
  const newest = measured.reduce<(typeof measured)[number] | null>(
    (best, one) => (best && best.at >= one.at ? best : one),
    null,
  );
  const oldest = measured.reduce<(typeof measured)[number] | null>(
    (best, one) => (best && best.at <= one.at ? best : one),
    null,
  );
  if (!newest || !oldest || newest.at - oldest.at < LEAST_SPAN_MS)
    return { bytesPerDay: null, daysLeft: null };
  const bytesPerDay = Math.round(((newest.bytes - oldest.bytes) / (newest.at - oldest.at)) * DAY_MS);
  const daysLeft = free === null || bytesPerDay <= 0 ? null : Math.floor(free / bytesPerDay);
  return { bytesPerDay, daysLeft };
}
