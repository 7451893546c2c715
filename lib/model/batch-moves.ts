// The closed lists and the state table of batches, apart from the schemas, so that the browser can have them without those.

import type { Move, OrderKind } from './moves';

export const BATCH_STATUSES = [
  'draft',
  'waiting',
  'scheduled',
  'running',
  'paused',
  'done',
  'cancelled',
  'declined',
  'expired',
] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

/** Statuses from which nothing more happens by itself. */
export const BATCH_ENDS: readonly BatchStatus[] = ['done', 'cancelled', 'declined', 'expired'];

/**
 * What can be done to a batch. `ask` submits it to a second person, `submit` needs none; `start`, `finish` and `expire` are
 * done by the worker, the others by people and keys.
 */
export const BATCH_ACTS = [
  'ask',
  'submit',
  'approve',
  'decline',
  'expire',
  'start',
  'pause',
  'resume',
  'cancel',
  'finish',
  'retry',
  'reverse',
] as const;
export type BatchAct = (typeof BATCH_ACTS)[number];

/** Those of them that people and keys ask for; `submit` is `ask` too. */
export const BATCH_REQUESTS = [
  'submit',
  'approve',
  'decline',
  'pause',
  'resume',
  'cancel',
  'retry',
  'reverse',
] as const;
export type BatchRequest = (typeof BATCH_REQUESTS)[number];

/** Where an act leads from a status, or the sentence that says why it is not possible. */
export function batchMove(status: BatchStatus, act: BatchAct): Move<BatchStatus> {
  const to = BATCH_MOVES[act].from[status];
  return to === undefined ? { refused: `This batch ${STANDS[status]}: ${BATCH_MOVES[act].needs}` } : { to };
}

const STANDS: Record<BatchStatus, string> = {
  draft: 'is a draft',
  waiting: 'waits for a second person',
  scheduled: 'is scheduled',
  running: 'is running',
  paused: 'is paused',
  done: 'is done',
  cancelled: 'was cancelled',
  declined: 'was declined',
  expired: 'has expired',
};

const BATCH_MOVES: Record<BatchAct, { from: Partial<Record<BatchStatus, BatchStatus>>; needs: string }> = {
  ask: { from: { draft: 'waiting' }, needs: 'only a draft can be submitted.' },
  submit: { from: { draft: 'scheduled' }, needs: 'only a draft can be submitted.' },
  approve: { from: { waiting: 'scheduled' }, needs: 'only one that waits can be approved.' },
  decline: { from: { waiting: 'declined' }, needs: 'only one that waits can be declined.' },
  expire: { from: { draft: 'expired', waiting: 'expired' }, needs: 'it no longer expires.' },
  start: { from: { scheduled: 'running', running: 'running' }, needs: 'only a scheduled one can start.' },
  pause: {
    from: { scheduled: 'paused', running: 'paused' },
    needs: 'only one that is scheduled or running can be paused.',
  },
  resume: { from: { paused: 'scheduled' }, needs: 'only a paused one can be resumed.' },
  cancel: {
    from: {
      draft: 'cancelled',
      waiting: 'cancelled',
      scheduled: 'cancelled',
      running: 'cancelled',
      paused: 'cancelled',
    },
    needs: 'there is nothing left to cancel.',
  },
  finish: { from: { running: 'done' }, needs: 'only a running one can end.' },
  retry: { from: { done: 'scheduled' }, needs: 'only one that is done can be tried again.' },
  // What was done before a batch was stopped can be taken back too; it stays as it is.
  reverse: {
    from: { done: 'done', cancelled: 'cancelled' },
    needs: 'stop it or let it end before it is reversed.',
  },
};

/** What became of an account of a batch. `cancelled` is what was still pending when the batch ended otherwise than done. */
export const BATCH_RESULTS = ['pending', 'applied', 'skipped', 'failed', 'left_out', 'cancelled'] as const;
export type BatchResult = (typeof BATCH_RESULTS)[number];

/** When orders go out: at once, at a time, or at random times within a window. */
export const SCHEDULE_MODES = ['now', 'at', 'spread'] as const;
export type ScheduleMode = (typeof SCHEDULE_MODES)[number];

/** Under which rule of the provider a batch acts. */
export const BATCH_POLICIES = [
  'distillation',
  'coordinated_abuse',
  'evasion',
  'resale',
  'payment_fraud',
  'other',
] as const;
export type BatchPolicy = (typeof BATCH_POLICIES)[number];

/**
 * What speaks for the innocence of an account. Whoever shows any of these is left out of a batch unless somebody ticks them, and
 * then a second person has to agree.
 */
export const INNOCENT_SIGNS = [
  'organization',
  'identity',
  'declared_use',
  'education',
  'research',
  'enterprise',
  'university',
  'old',
  'loose',
  'rarely',
  'detector',
  'no_campaign',
] as const;
export type InnocentSign = (typeof INNOCENT_SIGNS)[number];

export const INNOCENT_WORDS: Record<InnocentSign, string> = {
  organization: 'Verified as an organization.',
  identity: 'Its holder is verified by identity.',
  declared_use: 'Declared what it is used for.',
  education: 'Came by the education pathway.',
  research: 'Came by the research pathway.',
  enterprise: 'Came by the enterprise pathway.',
  university: 'Belongs to a university or school, by its e-mail address or organization.',
  old: 'Is over a year old.',
  loose: 'Resembles the campaign, but not closely.',
  rarely: 'Mostly sends other things than the campaign.',
  detector: 'The detection run noted that it may be innocent.',
  no_campaign: 'Is in no campaign that stands: nothing was found against it.',
};

/** Ids that one request may name: as a scope, to tick or to leave out. */
export const BATCH_IDS = 1_000;
/** Accounts that one batch may hold. */
export const BATCH_LARGEST = 100_000;
/** How long a draft is kept, in hours, and how far ahead a batch may be scheduled, in days. */
export const DRAFT_HOURS = 24;
export const SCHEDULE_DAYS = 30;

/**
 * What a person types to submit a batch: what is done, to how many, and how many of them look innocent. `ban 2,031 accounts`,
 * `suspend 1 account`, `ban 40 accounts, 3 look innocent`.
 */
export function batchPhrase(kind: OrderKind, accounts: number, innocent: number): string {
  const many = `${kind} ${accounts.toLocaleString('en-US')} ${accounts === 1 ? 'account' : 'accounts'}`;
  if (innocent === 0 || kind === 'reinstate') return many;
  return `${many}, ${innocent.toLocaleString('en-US')} ${innocent === 1 ? 'looks' : 'look'} innocent`;
}

/** Whether what was typed is the phrase, but for space around it. */
export function isPhrase(typed: string, phrase: string): boolean {
  return typed.trim() === phrase;
}
