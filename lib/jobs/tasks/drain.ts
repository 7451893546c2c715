import type { Attempt } from '@/lib/enforce/attempt';
import { healthAfter } from '@/lib/enforce/hold';
import { pace } from '@/lib/enforce/pace';
import { settle } from '@/lib/enforce/retry';
import { turnOf } from '@/lib/enforce/turn';
import { type DeliveryWorld, WORKER } from '@/lib/jobs/world';
import { MOST_ORDERS } from '@/lib/model/target';
import { type DueOrder, dueAccounts, waitingOrders } from '@/lib/services/order/outbox';
import { type Outcome, settleOrders } from '@/lib/services/order/settle';
import type { TargetRow } from '@/lib/services/target/row';
import { sendOrder } from './send-order';

/** Orders on their way to one target at once; one at a time while it fails. */
export const ABREAST = 32;
/** Orders read ahead. */
const AHEAD = 200;
/** Outcomes are kept when there are so many, and otherwise when the first of them is this old, in ms. */
const FLUSH_AT = 100;
const FLUSH_MS = 250;
/** After so long no order is begun any more, so that other jobs get their turn. */
const SLICE_MS = 10_000;

/** What an order says that a newer one has taken the place of. */
export const OVERTAKEN = 'A newer decision about this account took its place.';
/** What an order says that has to wait for the one before it. */
const BEHIND = 'Waits for an earlier order about this account, which is tried again.';

/**
 * One stretch of delivery to a target. Of each account the oldest order goes first and the next only when its outcome is kept, so
 * that whatever happens to this process, orders of one account never pass each other. Those that a newer one takes the place of are
 * not sent: a ban that arrives after its reinstatement would stand.
 */
export class Drain {
  private ready: DueOrder[] = [];
  /** Accounts with an order that is read ahead, on its way, or whose outcome is not kept yet. */
  private readonly busy = new Set<bigint>();
  private readonly underway = new Set<Promise<void>>();
  private outcomes: { outcome: Outcome; account: bigint | null }[] = [];
  private firstOutcomeAt = 0;
  private nothingMore = false;
  private failures: number;
  private heldWhy: string | null;
  private nextSend: number;
  private sent = 0;
  /** Whether the target is still set as it was, and neither paused nor taken away. */
  private stands = true;
  /** Until when the target is left alone, in ms since 1970; 0: not. */
  heldUntil: number;

  constructor(
    private readonly target: TargetRow,
    private readonly world: DeliveryWorld,
    private readonly signal?: AbortSignal,
  ) {
    this.failures = target.failures;
    this.heldUntil = target.held_until?.getTime() ?? 0;
    this.heldWhy = target.held_why;
    this.nextSend = target.next_send_at?.getTime() ?? 0;
  }

  /** Sends what is due until nothing is, the target has to be left alone, or the time is over. Answers how many were sent. */
  async run(): Promise<number> {
    const line = this.world.open();
    const until = this.now() + SLICE_MS;
    const mayBegin = () =>
      this.stands && this.now() >= this.heldUntil && this.now() < until && !this.signal?.aborted;
    try {
      for (;;) {
        if (this.isFlushDue()) await this.flush();
        if (mayBegin()) {
          if (this.ready.length < ABREAST && !this.nothingMore) await this.readAhead();
          const delay = this.begin(line);
          if (delay > 0 && this.underway.size === 0 && this.outcomes.length === 0) {
            await this.world.wait(Math.max(0, Math.min(delay, until - this.now())));
            continue;
          }
          if (delay > 0) {
            await Promise.race([...this.underway, this.world.wait(Math.min(delay, FLUSH_MS))]);
            continue;
          }
        }
        if (this.underway.size > 0) {
          const soon = this.outcomes.length > 0 ? [this.world.wait(FLUSH_MS)] : [];
          await Promise.race([...this.underway, ...soon]);
        } else if (this.outcomes.length > 0) {
          await this.flush();
        } else if (!mayBegin() || (this.nothingMore && this.ready.length === 0)) {
          return this.sent;
        }
      }
    } finally {
      await Promise.allSettled(this.underway);
      line.close();
    }
  }

  private now(): number {
    return this.world.now().getTime();
  }

  private async readAhead(): Promise<void> {
    const now = this.world.now();
    const accounts = await dueAccounts(this.target.id, now, [...this.busy], AHEAD);
    this.nothingMore = accounts.length === 0;
    if (this.nothingMore) return;
    for (const waiting of await waitingOrders(this.target.id, accounts)) {
      const { needless, next, behind } = turnOf(waiting, now);
      const account = waiting[0]?.account_key;
      if (account === undefined) continue;
      this.busy.add(account);
      const freed = next ? null : account;
      for (const { id } of needless) {
        this.keep({ id, status: 'superseded', error: OVERTAKEN, attempted: false, at: now }, freed);
      }
      for (const { id } of behind?.orders ?? []) {
        this.keep(
          { id, status: 'pending', error: BEHIND, attempted: false, at: now, due_at: behind?.until },
          freed,
        );
      }
      if (next) this.ready.push(next);
    }
  }

  /** Sends as many of those read ahead as may be on their way at once. Answers the ms until the limit allows another, 0: at once. */
  private begin(line: Parameters<typeof sendOrder>[0]): number {
    const abreast = this.failures > 0 ? 1 : ABREAST;
    while (this.underway.size < abreast && this.ready.length > 0) {
      const { at, next } = pace(this.nextSend, this.now(), this.target.per_second);
      if (at > this.now()) return at - this.now();
      this.nextSend = next;
      const order = this.ready.shift() as DueOrder;
      const task: Promise<void> = this.send(line, order).finally(() => this.underway.delete(task));
      this.underway.add(task);
    }
    return 0;
  }

  private async send(line: Parameters<typeof sendOrder>[0], order: DueOrder): Promise<void> {
    const attempt = await sendOrder(line, this.target, order, this.world.now());
    this.sent++;
    this.judgeTarget(attempt);
    const settlement = settle(attempt, order.attempts + 1, this.world.random);
    const at = this.world.now();
    this.keep(
      {
        id: order.id,
        status: settlement.status,
        error: settlement.status === 'delivered' ? null : settlement.error,
        attempted: settlement.status !== 'skipped',
        at,
        ...(settlement.status === 'pending' ? { due_at: new Date(at.getTime() + settlement.delayMs) } : {}),
      },
      order.account_key,
    );
  }

  private judgeTarget(attempt: Attempt): void {
    // What was on its way when the target was left alone fails for the same reason: that counts once.
    const before = this.now() < this.heldUntil ? this.failures - 1 : this.failures;
    const { failures, holdMs } = healthAfter(attempt, before, this.world.random);
    this.failures = failures;
    if (holdMs > 0) {
      this.heldUntil = Math.max(this.heldUntil, this.now() + holdMs);
      this.heldWhy = attempt.ok ? null : attempt.error;
    } else if (failures === 0) {
      this.heldUntil = 0;
      this.heldWhy = null;
    }
  }

  private keep(outcome: Outcome, account: bigint | null): void {
    if (this.outcomes.length === 0) this.firstOutcomeAt = this.now();
    this.outcomes.push({ outcome, account });
  }

  private isFlushDue(): boolean {
    return (
      this.outcomes.length >= FLUSH_AT ||
      (this.outcomes.length > 0 && this.now() - this.firstOutcomeAt >= FLUSH_MS)
    );
  }

  private async flush(): Promise<void> {
    const kept = this.outcomes;
    this.outcomes = [];
    for (let from = 0; from < kept.length; from += MOST_ORDERS) {
      const part = kept.slice(from, from + MOST_ORDERS);
      const { stands } = await settleOrders(
        {
          target_id: this.target.id,
          version: this.target.version,
          outcomes: part.map(({ outcome }) => outcome),
          failures: this.failures,
          held_until: this.heldUntil > 0 ? new Date(this.heldUntil) : null,
          held_why: this.heldUntil > 0 ? this.heldWhy : null,
          next_send_at: this.nextSend > 0 ? new Date(Math.ceil(this.nextSend)) : null,
        },
        { actor: WORKER, now: this.world.now },
      );
      this.stands = stands;
    }
    for (const { account } of kept) if (account !== null) this.busy.delete(account);
    this.nothingMore = false;
  }
}
