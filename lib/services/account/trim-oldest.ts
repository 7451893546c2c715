/** Leaves of what a process keeps no more than so many: those that were set last. */
export function trimOldest(kept: Map<unknown, unknown>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}
