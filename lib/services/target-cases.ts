import { getPool } from '@/lib/db/pool';
import { accountKey } from '@/lib/model/hash';
import { key, SYSTEM, T0 } from './fixture';
import { addTarget } from './target/add';
import type { VerbCase } from './verb-cases';

/** A target of the scene `s`, and an order for it with this status there. */
const outbox = async (s: string, kind: 'webhook' | 'pull', status: string) => {
  await getPool().query("UPDATE target SET removed_at = now() WHERE kind = 'pull'");
  const url = kind === 'pull' ? null : 'https://hooks.example.org/';
  await addTarget({ id: `tgt-${s}`, kind, name: `Target ${s}`, url }, { actor: SYSTEM });
  await getPool().query(
    `INSERT INTO decision (id, kind, reason, actor_kind, actor_id, actor_name, decided_at)
     VALUES ($1, 'ban', 'r', 'system', 'system', 'Retort', $2)`,
    [`dec-${s}`, T0],
  );
  await getPool().query(
    `INSERT INTO enforcement_order (id, decision_id, account_key, account_id, kind, reason, status, created_at)
     VALUES ($1, $2, $3, $4, 'ban', 'r', $5, $6)`,
    [`ord-${s}`, `dec-${s}`, accountKey(`a-${s}`), `a-${s}`, status, T0],
  );
  await getPool().query(
    `INSERT INTO order_delivery (account_key, target_id, seq, order_id, kind, test, status, due_at, settled_at)
     SELECT account_key, $2, seq, id, kind, false, $3, created_at, CASE WHEN $3 <> 'pending' THEN created_at END
       FROM enforcement_order WHERE id = $1`,
    [`ord-${s}`, `tgt-${s}`, status],
  );
};

const webhook = (s: string) => outbox(s, 'webhook', 'dead');
const seen = (s: string, more: object = {}) => ({ id: `tgt-${s}`, version: 1, ...more });
const invalidSeen = (s: string) => [{}, { id: `tgt-${s}` }, seen(s, { version: 0 }), { id: '', version: 1 }];
const refusedSeen = (s: string, more: object = {}) => [
  { input: { id: 'nothing', version: 1, ...more }, code: 'not_found' as const },
  { input: seen(s, { ...more, version: 2 }), code: 'conflict' as const },
];
const settled = (s: string, outcome: object = {}) => ({
  target_id: `tgt-${s}`,
  version: 1,
  outcomes: [{ id: `ord-${s}`, status: 'delivered', error: null, attempted: true, at: T0, ...outcome }],
  failures: 0,
  held_until: null,
  held_why: null,
  next_send_at: null,
});
const hook = (s: string, more: object = {}) => ({
  kind: 'webhook',
  name: `Hook ${s}`,
  url: 'https://hooks.example.org/',
  ...more,
});

/** The verbs of targets and orders, for the test of all verbs (verb-cases.ts). */
export const TARGET_CASES: Record<string, VerbCase> = {
  'target.add': {
    valid: (s) => hook(s),
    invalid: (s) => [
      {},
      hook(s, { kind: 'pigeon' }),
      hook(s, { name: ' ' }),
      hook(s, { per_second: 0 }),
      hook(s, { per_second: 1_001 }),
      hook(s, { per_second: 1.5 }),
      hook(s, { key_from: 'card' }),
    ],
    refused: (s) => [
      { input: hook(s, { url: null }), code: 'invalid' },
      { input: hook(s, { url: 'http://hooks.example.org/' }), code: 'invalid' },
      { input: hook(s, { url: 'https://169.254.169.254/' }), code: 'invalid' },
      { input: hook(s, { secret: 'short' }), code: 'invalid' },
      { input: hook(s, { key_from: 'key' }), code: 'invalid' },
      { input: hook(s, { kind: 'litellm', key_from: 'key' }), code: 'invalid' },
      { input: hook(s, { kind: 'litellm', secret: 'sk-1234' }), code: 'invalid' },
      { input: hook(s, { kind: 'litellm', secret: 'sk-1\nx: y', key_from: 'key' }), code: 'invalid' },
      {
        input: hook(s, { kind: 'litellm', secret: 'sk-1', key_from: 'key', url: 'https://10.0.0.1/' }),
        code: 'invalid',
      },
      { input: hook(s, { kind: 'pull' }), code: 'invalid' },
      { input: hook(s, { kind: 'pull', url: null, secret: 'x'.repeat(16) }), code: 'invalid' },
      { input: hook(s, { name: `target ${s}` }), code: 'precondition' },
      { input: hook(s, { id: `tgt-${s}` }), code: 'precondition' },
    ],
    arrange: webhook,
  },
  'target.change': {
    valid: (s) => seen(s, { name: 'Other', url: 'https://hooks.example.org/new', test: true }),
    invalid: (s) => [...invalidSeen(s), seen(s), seen(s, { name: 'Other', test: 'yes' })],
    refused: (s) => [
      ...refusedSeen(s, { name: 'Other', url: 'https://hooks.example.org/' }),
      { input: seen(s, { name: 'Other' }), code: 'invalid' },
      { input: seen(s, { name: 'Other', url: 'https://[fd00::1]/' }), code: 'invalid' },
    ],
    arrange: webhook,
  },
  'target.pause': { valid: (s) => seen(s), invalid: invalidSeen, refused: refusedSeen, arrange: webhook },
  'target.resume': { valid: (s) => seen(s), invalid: invalidSeen, refused: refusedSeen, arrange: webhook },
  'target.remove': { valid: (s) => seen(s), invalid: invalidSeen, refused: refusedSeen, arrange: webhook },
  'target.test': {
    valid: (s) => ({ id: `tgt-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    arrange: webhook,
  },
  'target.record_test': {
    valid: (s) => ({ id: `tgt-${s}`, ok: true, said: 'Answered 200' }),
    invalid: (s) => [{}, { id: `tgt-${s}`, ok: true, said: 'x'.repeat(501) }],
    refused: () => [{ input: { id: 'nothing', ok: true, said: 'x' }, code: 'not_found' }],
    arrange: webhook,
  },
  'target.replay': {
    valid: (s) => ({ id: `tgt-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    arrange: webhook,
  },
  'order.settle': {
    valid: (s) => settled(s),
    invalid: (s) => [
      {},
      settled(s, { status: 'dead' }),
      settled(s, { status: 'pending', error: 'x' }),
      settled(s, { status: 'lost', error: 'x' }),
    ],
    refused: () => [{ input: settled('nothing'), code: 'not_found' }],
    arrange: (s) => outbox(s, 'webhook', 'pending'),
  },
  'order.retry': {
    valid: (s) => ({ id: `ord-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    arrange: webhook,
  },
  'order.ack': {
    valid: (s) => ({ id: `ord-${s}` }),
    invalid: (s) => [{}, { id: '' }, { id: `ord-${s}`, failed: ' ' }],
    refused: (s) => [
      { input: { id: 'nothing' }, code: 'not_found' },
      { input: { id: `ord-${s}`, target: 'nothing' }, code: 'not_found' },
    ],
    actor: key('orders'),
    arrange: (s) => outbox(s, 'pull', 'pending'),
  },
  'order.ack_many': {
    valid: (s) => ({ ids: [`ord-${s}`] }),
    invalid: (s) => [{}, { ids: [] }, { ids: [''] }, { ids: Array.from({ length: 501 }, () => `ord-${s}`) }],
    refused: (s) => [{ input: { ids: [`ord-${s}`, 'nothing'] }, code: 'not_found' }],
    actor: key('orders'),
    arrange: (s) => outbox(s, 'pull', 'pending'),
  },
};
