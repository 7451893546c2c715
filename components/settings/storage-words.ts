import { count, plural } from '@/components/ui/format';
import type { StorageGroup, StorageOut } from '@/lib/model/console/storage';

export const GROUP_WORDS: Record<StorageGroup, string> = {
  exchanges: 'Exchanges',
  rollups: 'Accounts, values and counts by hour',
  campaigns: 'Campaigns and pictures of them',
  decisions: 'Decisions, orders and audit log',
  other: 'Everything else',
};

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** 1_500_000 → "1.5 MB". */
export function roomText(bytes: number): string {
  const size = Math.abs(bytes);
  const power = size < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(size) / 3));
  const value = size / 1_000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${bytes < 0 ? '−' : ''}${value.toFixed(digits)} ${UNITS[power]}`;
}

/** What the figures come to, in a sentence or two. */
export function roomSentence(storage: StorageOut): string {
  const { free_bytes: free, bytes_per_day: rate, days_left: left } = storage;
  const takes = `The database takes ${roomText(storage.bytes)}`;
  const on = free === null ? takes : `${takes}, and its disk has ${roomText(free)} left`;
  if (rate === null) return `${on}. How fast it grows is known after half a day.`;
  if (rate <= 0) return `${on}. It does not grow.`;
  const grows = `${on}. It grows by ${roomText(rate)} a day`;
  return left === null ? `${grows}.` : `${grows}: that will do for ${plural(left, 'day')}.`;
}

/** Days within which a disk that fills up wants somebody's attention. */
const SOON_DAYS = 30;

/** Whether the disk will be full soon. */
export function isFilling({ days_left }: StorageOut): boolean {
  return days_left !== null && days_left < SOON_DAYS;
}

/** How long exchanges are kept, as a sentence. */
export function keptSentence({ retention_days: days, kept_from: from }: StorageOut): string {
  const since = from ? ` Those from ${from} on are here.` : '';
  if (days === 0)
    return from
      ? `Exchanges from ${from} on are kept for ever; older ones were dropped.`
      : 'Exchanges are kept for ever.';
  return `Exchanges are kept for ${count(days)} days.${since}`;
}
