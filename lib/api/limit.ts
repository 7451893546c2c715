import { RetortError } from '@/lib/model/errors';

interface Bucket {
  tokens: number;
  at: number;
}

interface Limits {
  /** Requests a second that may go on for ever. */
  perSecond: number;
  /** Requests that may come at once after a rest. */
  burst: number;
}

/** How many callers are remembered; whoever was forgotten starts with a full bucket. */
const MOST = 10_000;

/**
 * A token bucket for each caller, in this process: it keeps a script that runs wild, or somebody who tries keys, from taking
 * the server from everybody else. What must hold over all processes, sign-ins, is counted in the database.
 */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly limits: Limits) {}

  /** Takes one token of `caller`. RetortError `busy` with `retry_after` (seconds) when there is none. `now`: ms. */
  take(caller: string, now: number = Date.now()): void {
    const { perSecond, burst } = this.limits;
    const before = this.buckets.get(caller) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, before.tokens + (Math.max(0, now - before.at) / 1_000) * perSecond);
    // Written anew at the end, so that the one seen longest ago stands first.
    this.buckets.delete(caller);
    this.buckets.set(caller, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    const oldest = this.buckets.size > MOST ? this.buckets.keys().next().value : undefined;
    if (oldest !== undefined) this.buckets.delete(oldest);
    if (tokens >= 1) return;
    const wait = Math.max(1, Math.ceil((1 - tokens) / perSecond));
    throw new RetortError('busy', `Too many requests. Try again in ${wait} s.`, { retry_after: wait });
  }
}
