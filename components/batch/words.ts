import { count, plural, spelled } from '@/components/ui/format';
import type { BatchItem } from '@/lib/model/batch';
import type { BatchPolicy, BatchResult, BatchStatus } from '@/lib/model/batch-moves';
import type { OrderKind } from '@/lib/model/moves';

interface KindWords {
  /** "Ban 12 accounts". */
  act: string;
  /** "12 accounts banned". */
  done: string;
  /** "This would ban 12 accounts"; what becomes of them. */
  what: string;
}

export const KIND_WORDS: Record<OrderKind, KindWords> = {
  verify: {
    act: 'Verify',
    done: 'asked to verify',
    what: 'The provider asks each for proof of who they are. They can go on meanwhile.',
  },
  throttle: { act: 'Throttle', done: 'throttled', what: 'The provider slows each down. Nothing is cut off.' },
  suspend: {
    act: 'Suspend',
    done: 'suspended',
    what: 'They can do nothing until somebody reinstates them. Keys and sessions stop.',
  },
  ban: { act: 'Ban', done: 'banned', what: 'They are closed for good. Keys and sessions end.' },
  reinstate: {
    act: 'Reinstate',
    done: 'reinstated',
    what: 'Whatever was done to them is lifted, and they are not raised again on the same evidence.',
  },
};

export const POLICY_WORDS: Record<BatchPolicy, { label: string; hint: string }> = {
  distillation: {
    label: 'Distillation',
    hint: 'Outputs are harvested to train another model.',
  },
  coordinated_abuse: { label: 'Coordinated abuse', hint: 'Many accounts act as one against the terms.' },
  evasion: { label: 'Evasion', hint: 'They take the place of accounts that were closed.' },
  resale: { label: 'Resale', hint: 'Access is sold on without a contract.' },
  payment_fraud: { label: 'Payment fraud', hint: 'Stolen cards or misused credit pay for it.' },
  other: { label: 'Another rule', hint: 'The reason names it.' },
};

export const STATUS_WORDS: Record<BatchStatus, string> = {
  draft: 'draft',
  waiting: 'waits for approval',
  scheduled: 'scheduled',
  running: 'running',
  paused: 'paused',
  done: 'done',
  cancelled: 'cancelled',
  declined: 'declined',
  expired: 'expired',
};

export const RESULT_WORDS: Record<BatchResult, string> = {
  pending: 'to do',
  applied: 'done',
  skipped: 'skipped',
  failed: 'failed',
  left_out: 'left out',
  cancelled: 'not done',
};

/** "Ban 1,635 accounts", without those that are skipped; a draft does not know yet what it will be. */
export function batchTitle({
  kind,
  progress,
  status,
}: Pick<BatchItem, 'kind' | 'progress' | 'status'>): string {
  if (kind === null) return status === 'draft' ? 'Draft' : 'Batch';
  return `${KIND_WORDS[kind].act} ${plural(progress.total - progress.skipped, 'account')}`;
}

/** How far a batch is: "1,208 of 1,623 done, 9 failed, 12 skipped". */
export function progressWords(progress: BatchItem['progress']): string {
  const { total, applied, skipped, failed, cancelled } = progress;
  const parts = [`${count(applied)} of ${count(total - skipped)} done`];
  if (failed > 0) parts.push(`${count(failed)} failed`);
  if (skipped > 0) parts.push(`${count(skipped)} skipped`);
  if (cancelled > 0) parts.push(`${count(cancelled)} not done`);
  return parts.join(', ');
}

/** When the orders go out, for a fact. `at` writes a time. */
export function scheduleWords(schedule: BatchItem['schedule'], at: (time: string) => string): string {
  if (!schedule || schedule.mode === 'now' || !schedule.starts_at) return 'at once';
  if (schedule.mode === 'at' || !schedule.ends_at) return `on ${at(schedule.starts_at)} UTC`;
  return `at random times from ${at(schedule.starts_at)} to ${at(schedule.ends_at)} UTC`;
}

/** A bucket of a distribution as it stands beside its bar. */
export function bucketWord(value: string): string {
  return spelled(value);
}
