const STEPS: readonly [limitSeconds: number, unitSeconds: number, unit: string][] = [
  [60, 1, 'second'],
  [3_600, 60, 'minute'],
  [86_400, 3_600, 'hour'],
  [Number.POSITIVE_INFINITY, 86_400, 'day'],
];

/** How long ago `then` was, in words: "just now", "2 minutes ago", "1 day ago". */
export function ago(then: Date, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - then.getTime()) / 1_000));
  if (seconds < 2) return 'just now';
  for (const [limit, size, unit] of STEPS) {
    if (seconds < limit) {
      const count = Math.floor(seconds / size);
      return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
    }
  }
  throw new RangeError(`No step covers ${seconds} seconds.`);
}
