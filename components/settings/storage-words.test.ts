import { describe, expect, test } from 'vitest';
import type { StorageOut } from '@/lib/model/console/storage';
import { isFilling, keptSentence, roomSentence, roomText } from './storage-words';

const storage = (more: Partial<StorageOut>): StorageOut => ({
  measured_at: '2026-11-22T10:00:00.000Z',
  bytes: 2_500_000_000,
  free_bytes: 60_000_000_000,
  detail: null,
  bytes_per_exchange: 180,
  bytes_per_day: 1_000_000_000,
  days_left: 60,
  retention_days: 0,
  kept_from: null,
  ...more,
});

describe('room', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [1_500_000, '1.5 MB'],
    [250_000_000, '250 MB'],
    [16_000_000_000, '16.0 GB'],
    [5e15, '5000 TB'],
    [-2_000, '−2.0 kB'],
  ])('of %d bytes is %s', (bytes, text) => {
    expect(roomText(bytes)).toBe(text);
  });

  test.each([
    [
      {},
      'The database takes 2.5 GB, and its disk has 60.0 GB left. It grows by 1.0 GB a day: that will do for 60 days.',
    ],
    [
      { days_left: 1 },
      'The database takes 2.5 GB, and its disk has 60.0 GB left. It grows by 1.0 GB a day: that will do for 1 day.',
    ],
    [{ free_bytes: null, days_left: null }, 'The database takes 2.5 GB. It grows by 1.0 GB a day.'],
    [
      { bytes_per_day: -5, days_left: null },
      'The database takes 2.5 GB, and its disk has 60.0 GB left. It does not grow.',
    ],
    [
      { bytes_per_day: null, free_bytes: null, days_left: null },
      'The database takes 2.5 GB. How fast it grows is known after half a day.',
    ],
  ])('is told in sentences: %j', (more, says) => {
    expect(roomSentence(storage(more))).toBe(says);
  });

  test.each([
    [29, true],
    [30, false],
    [null, false],
  ])('with %s days left wants attention: %s', (days_left, filling) => {
    expect(isFilling(storage({ days_left }))).toBe(filling);
  });

  test.each([
    [{}, 'Exchanges are kept for ever.'],
    [{ kept_from: '2026-08-24' }, 'Exchanges from 2026-08-24 on are kept for ever; older ones were dropped.'],
    [{ retention_days: 90 }, 'Exchanges are kept for 90 days.'],
    [
      { retention_days: 90, kept_from: '2026-08-24' },
      'Exchanges are kept for 90 days. Those from 2026-08-24 on are here.',
    ],
  ])('says how long: %j', (more, says) => {
    expect(keptSentence(storage(more))).toBe(says);
  });
});
