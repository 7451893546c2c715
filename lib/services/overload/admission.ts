import { RetortError } from '@/lib/model/errors';

export interface AdmissionLimits {
  /** Worked on at once. */
  bodies: number;
  /** Bytes of those together; one larger than all of it goes in alone. */
  bytes: number;
  /** How many may wait for a place, and how long, in milliseconds. */
  waiting: number;
  patience: number;
}

interface Waiter {
  who: string;
  bytes: number;
  enter: () => void;
  refuse: () => void;
}

const LONGEST_RETRY = 60;

/** The answer to whoever comes when there is no room: 429 with Retry-After, in seconds. */
export function turnedAway(retryAfter: number): RetortError {
  const seconds = Math.min(LONGEST_RETRY, Math.max(1, Math.ceil(retryAfter)));
  return new RetortError(
    'busy',
    `There is more coming in than is taken in: send this again in ${seconds} s.`,
    {
      retry_after: seconds,
    },
  );
}

/**
 * Lets in what can be worked on and turns the rest away, in this process. Whoever waits is let in by turns: first who has least under
 * way, so that a sender with many connections takes no more than its share from one with few. When all places to wait are taken, the
 * newest of whoever has most waiting gives way to somebody who has less.
 */
export class Admission {
  private readonly inside = new Map<string, number>();
  private bodies = 0;
  private bytes = 0;
  private queue: Waiter[] = [];
  /** How long a body takes, in seconds, of late. */
  private took = 1;

  constructor(
    private readonly limits: AdmissionLimits,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  get state(): { inside: number; waiting: number; bytes: number } {
    return { inside: this.bodies, waiting: this.queue.length, bytes: this.bytes };
  }

  /**
   * A place for `bytes` of `who`: resolves with how to give it back. RetortError `busy` with `retry_after` when there was none in
   * time; whoever leaves (`signal`) waits no longer.
   */
  async enter(who: string, bytes: number, signal?: AbortSignal): Promise<() => void> {
    if (this.queue.length === 0 && this.fits(bytes)) return this.admit(who, bytes);
    await new Promise<void>((resolve, reject) => {
      const settle = (act: () => void) => () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', waiter.refuse);
        this.queue = this.queue.filter((one) => one !== waiter);
        act();
      };
      const waiter: Waiter = {
        who,
        bytes,
        enter: settle(resolve),
        refuse: settle(() => reject(turnedAway(this.wait()))),
      };
      const timer = setTimeout(() => waiter.refuse(), this.limits.patience);
      signal?.addEventListener('abort', waiter.refuse, { once: true });
      this.queue.push(waiter);
      if (this.queue.length > this.limits.waiting) this.giveWay();
    });
    return this.admit(who, bytes);
  }

  private fits(bytes: number): boolean {
    if (this.bodies === 0) return true;
    return this.bodies < this.limits.bodies && this.bytes + bytes <= this.limits.bytes;
  }

  private admit(who: string, bytes: number): () => void {
    const since = this.clock();
    this.bodies++;
    this.bytes += bytes;
    this.inside.set(who, (this.inside.get(who) ?? 0) + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.bodies--;
      this.bytes -= bytes;
      const more = (this.inside.get(who) ?? 1) - 1;
      if (more === 0) this.inside.delete(who);
      else this.inside.set(who, more);
      this.took += 0.2 * ((this.clock() - since) / 1000 - this.took);
      this.next();
    };
  }

  /** Lets in whoever has least under way, of those the one who came first, if there is room for them. */
  private next(): void {
    let best: Waiter | undefined;
    for (const one of this.queue)
      if (!best || (this.inside.get(one.who) ?? 0) < (this.inside.get(best.who) ?? 0)) best = one;
    if (best && this.fits(best.bytes)) best.enter();
  }

  private giveWay(): void {
    const count = new Map<string, number>();
    for (const { who } of this.queue) count.set(who, (count.get(who) ?? 0) + 1);
    const most = Math.max(...count.values());
    this.queue.findLast(({ who }) => count.get(who) === most)?.refuse();
  }

  private wait(): number {
    return (this.took * (this.queue.length + 1)) / this.limits.bodies;
  }
}
