import { getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import { applyBatch } from './batch/apply';
import { cancelBatch } from './batch/cancel';
import { failNext } from './batch/fail';
import { frozenDraft, submitted } from './batch/fixture';
import { pauseBatch } from './batch/pause';
import { person, SYSTEM } from './fixture';
import type { VerbCase } from './verb-cases';

const asking = person('analyst', 'Ada Lindqvist');
const lead = person('lead', 'Lee Brandt');
const id = (s: string) => `bat-${s}`;
const reason = 'One card, one clock.';
const soon = () => new Date(Date.now() + 3_600_000).toISOString();

/** A frozen draft of the scene's campaign, which has one account that can be banned. */
const draft = async (s: string, by: Actor = asking) => {
  await getPool().query("UPDATE campaign SET status = 'confirmed' WHERE id = $1", [s]);
  await frozenDraft(by, { campaign_id: s }, new Date(), () => id(s));
};

const scheduled = async (s: string, at?: string) => {
  await draft(s);
  const schedule = at ? ({ mode: 'at', starts_at: at, ends_at: null } as const) : undefined;
  await submitted(asking, id(s), { schedule, now: new Date() });
};

/** As {@link scheduled}, but the account looks innocent. */
const waiting = async (s: string) => {
  await getPool().query("UPDATE account SET pathway = 'education' WHERE id = $1", [`a-${s}`]);
  await draft(s);
  await submitted(asking, id(s), { include_innocent: 'all', now: new Date() });
};

const paused = async (s: string) => {
  await scheduled(s);
  await pauseBatch({ id: id(s), version: 2 }, { actor: asking });
};

const done = async (s: string) => {
  await scheduled(s);
  await applyBatch({ id: id(s) }, { actor: SYSTEM });
};

const failed = async (s: string) => {
  await scheduled(s);
  await failNext({ id: id(s), why: 'It could not be done.' }, { actor: SYSTEM });
  await applyBatch({ id: id(s) }, { actor: SYSTEM });
};

const seen = (s: string, version: number, more: object = {}) => ({ id: id(s), version, ...more });
const invalidSeen = (s: string, more: object = {}) => [
  {},
  { id: id(s), ...more },
  seen(s, 0, more),
  { ...seen(s, 1, more), id: '' },
];

const submission = (s: string, more: object = {}) =>
  seen(s, 1, { kind: 'ban', reason, policy: 'distillation', typed: 'ban 1 account', ...more });

export const BATCH_CASES: Record<string, VerbCase> = {
  'batch.draft': {
    valid: (s) => ({ scope: { campaign_id: s } }),
    invalid: (s) => [
      {},
      { scope: {} },
      { scope: { filter: {} } },
      { scope: { filter: { q: '' } } },
      { scope: { ids: [] } },
      { scope: { ids: ['a\0b'] } },
      { scope: { campaign_id: s, ids: ['a'] } },
    ],
    refused: () => [{ input: { scope: { campaign_id: 'nothing' } }, code: 'not_found' }],
  },
  'batch.freeze': {
    valid: (s) => ({ id: `raw-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: (s) => [
      { input: { id: 'nothing' }, code: 'not_found' },
      { input: { id: id(s) }, code: 'precondition' },
    ],
    arrange: async (s) => {
      await draft(s);
      await getPool().query(
        `INSERT INTO batch (id, scope, cutoff, drafted_at, requested_by_kind, requested_by_id, requested_by_name)
         SELECT $2, scope, cutoff, drafted_at, requested_by_kind, requested_by_id, requested_by_name FROM batch WHERE id = $1`,
        [id(s), `raw-${s}`],
      );
    },
  },
  'batch.submit': {
    valid: (s) => submission(s),
    invalid: (s) => [
      {},
      submission(s, { kind: 'exile' }),
      submission(s, { reason: 'no' }),
      submission(s, { policy: 'mood' }),
      submission(s, { schedule: { mode: 'soon' } }),
      submission(s, { include_innocent: [] }),
      submission(s, { include_innocent: 'some' }),
      submission(s, { version: 0 }),
      submission(s, { typed: undefined }),
    ],
    refused: (s) => [
      { input: submission(s, { id: 'nothing' }), code: 'not_found' },
      { input: submission(s, { version: 2 }), code: 'conflict' },
      { input: submission(s, { typed: 'ban 2 accounts' }), code: 'invalid' },
      { input: submission(s, { exclude: ['nobody'] }), code: 'invalid' },
      { input: submission(s, { kind: 'reinstate', typed: 'reinstate 0 accounts' }), code: 'precondition' },
    ],
    arrange: draft,
  },
  'batch.approve': {
    valid: (s) => seen(s, 2),
    invalid: (s) => invalidSeen(s),
    refused: (s) => [
      { input: seen('nothing', 2), code: 'not_found' },
      { input: seen(s, 1), code: 'conflict' },
    ],
    actor: lead,
    arrange: waiting,
  },
  'batch.decline': {
    valid: (s) => seen(s, 2, { reason }),
    invalid: (s) => [...invalidSeen(s, { reason }), seen(s, 2, { reason: 'no' })],
    refused: (s) => [
      { input: seen('nothing', 2, { reason }), code: 'not_found' },
      { input: seen(s, 1, { reason }), code: 'conflict' },
    ],
    actor: lead,
    arrange: waiting,
  },
  'batch.expire': {
    valid: (s) => ({ id: id(s) }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    arrange: async (s) => {
      await waiting(s);
      await getPool().query("UPDATE batch SET expires_at = now() - interval '1 minute' WHERE id = $1", [
        id(s),
      ]);
    },
  },
  'batch.discard': {
    valid: (s) => ({ id: id(s) }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    arrange: async (s) => {
      await draft(s);
      await cancelBatch({ id: id(s), version: 1 }, { actor: asking });
    },
  },
  'batch.apply': {
    valid: (s) => ({ id: id(s) }),
    invalid: (s) => [{}, { id: id(s), limit: 0 }, { id: id(s), limit: 501 }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    arrange: scheduled,
  },
  'batch.fail': {
    valid: (s) => ({ id: id(s), why: 'It could not be done.' }),
    invalid: (s) => [{}, { id: id(s) }, { id: id(s), why: '' }],
    refused: () => [{ input: { id: 'nothing', why: 'x' }, code: 'not_found' }],
    arrange: scheduled,
  },
  'batch.pause': {
    valid: (s) => seen(s, 2),
    invalid: (s) => invalidSeen(s),
    refused: (s) => [
      { input: seen('nothing', 2), code: 'not_found' },
      { input: seen(s, 1), code: 'conflict' },
    ],
    arrange: (s) => scheduled(s, soon()),
  },
  'batch.resume': {
    valid: (s) => seen(s, 3),
    invalid: (s) => invalidSeen(s),
    refused: (s) => [
      { input: seen('nothing', 3), code: 'not_found' },
      { input: seen(s, 2), code: 'conflict' },
    ],
    arrange: paused,
  },
  'batch.cancel': {
    valid: (s) => seen(s, 3),
    invalid: (s) => [...invalidSeen(s), seen(s, 3, { reason: 'no' })],
    refused: (s) => [
      { input: seen('nothing', 3), code: 'not_found' },
      { input: seen(s, 2), code: 'conflict' },
    ],
    arrange: paused,
  },
  'batch.retry': {
    valid: (s) => seen(s, 2),
    invalid: (s) => invalidSeen(s),
    refused: (s) => [
      { input: seen('nothing', 2), code: 'not_found' },
      { input: seen(s, 1), code: 'conflict' },
    ],
    arrange: failed,
  },
  'batch.reverse': {
    valid: (s) => seen(s, 2, { reason }),
    invalid: (s) => [...invalidSeen(s, { reason }), seen(s, 2, { reason, ids: [] })],
    refused: (s) => [
      { input: seen('nothing', 2, { reason }), code: 'not_found' },
      { input: seen(s, 1, { reason }), code: 'conflict' },
      { input: seen(s, 2, { reason, ids: ['nobody'] }), code: 'invalid' },
    ],
    arrange: done,
  },
  'setting.change': {
    valid: () => ({ key: 'approval.threshold', value: 50, version: 0 }),
    invalid: () => [
      {},
      { key: 'approval.mood', value: 1, version: 0 },
      { key: 'approval.threshold', value: 'many', version: 0 },
      { key: 'approval.threshold', value: 5, version: -1 },
    ],
    refused: () => [
      { input: { key: 'approval.threshold', value: 0, version: 0 }, code: 'invalid' },
      { input: { key: 'approval.threshold', value: true, version: 0 }, code: 'invalid' },
      { input: { key: 'approval.hours', value: 5, version: 3 }, code: 'conflict' },
    ],
    arrange: async () => {
      await getPool().query('DELETE FROM setting');
    },
  },
};
