import { Line } from '@/lib/enforce/line';
import { targetPolicy } from '@/lib/enforce/target';
import { PAGE_BYTES, PAGE_TIMEOUT_MS, type Polled, pollSource } from '@/lib/services/intel/poll';

/** Polls a collection of somebody who shares with us; null when it is not to be polled. */
export function pollIntel(id: string, stopping?: AbortSignal): Promise<Polled | null> {
  return pollSource(id, {
    now: () => new Date(),
    random: Math.random,
    open: () => new Line({ policy: targetPolicy(), answerBytes: PAGE_BYTES, timeoutMs: PAGE_TIMEOUT_MS }),
    ...(stopping ? { stopping } : {}),
  });
}
