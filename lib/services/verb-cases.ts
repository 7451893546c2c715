import { getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import type { ErrorCode } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { BATCH_CASES } from './batch-cases';
import { confirmCampaign } from './campaign/confirm';
import { watchCampaign } from './campaign/watch';
import { CASE_CASES } from './case-cases';
import { DEMO_CASES } from './demo-cases';
import { DETECTOR_CASES } from './detector-cases';
import { insertAccount, insertCampaign, person, SYSTEM, T0 } from './fixture';
import { watchIndicator } from './indicator/watch';
import { INTEL_CASES } from './intel-cases';
import { PEOPLE_CASES } from './people-cases';
import { SHARE_CASES } from './share-cases';
import { TARGET_CASES } from './target-cases';

/**
 * What the test of all verbs needs to know of each. `s` names a scene of its own: the campaign `s` with the alert
 * `alert-s` and the account `a-s`; the banned account `b-s`; the people `u-s` (analyst) and `d-s` (disabled).
 */
export interface VerbCase {
  valid: (s: string) => unknown;
  /** Refused by the schema. */
  invalid: (s: string) => unknown[];
  /** Refused by the body, once its transaction has begun. */
  refused?: (s: string) => { input: unknown; code: ErrorCode }[];
  /** Who does it, where the system cannot. */
  actor?: Actor;
  arrange?: (s: string) => Promise<void>;
}

const reason = 'One card, one clock.';
const decision = (id: string, more: object = {}) => ({ id, version: 1, reason, ...more });
const invalidDecisions = (id: string, more: object = {}) => [
  {},
  decision(id, { ...more, reason: 'no' }),
  decision(id, { ...more, reason: '  \n  ' }),
  decision(id, { ...more, reason: 'x'.repeat(2_001) }),
  decision(id, { ...more, reason: 'a\0b c' }),
  decision(id, { ...more, reason: 'half of a \ud83d character' }),
  decision(id, { ...more, version: 0 }),
  decision(id, { ...more, version: '1' }),
  decision('', more),
  decision('x'.repeat(201), more),
  { ...decision(id, more), version: undefined },
];

/** The banned account of a scene, taken out of its campaign. */
const excluded = async (s: string) => {
  await getPool().query(
    `INSERT INTO campaign_exclusion (campaign_id, account_key, kind, reason, listed, decision_id, actor_name, excluded_at)
     SELECT $1, $2, 'excluded', 'r', to_jsonb(m) - 'campaign_id' - 'account_key', 'd', 'Dana Okafor', $3
       FROM campaign_account m WHERE m.campaign_id = $1`,
    [s, accountKey(`b-${s}`), T0],
  );
};

/** A second account in the campaign of a scene, so that one of them can be split off. */
const another = async (s: string) => {
  await insertAccount(`e-${s}`);
  await getPool().query(
    `INSERT INTO campaign_account SELECT (jsonb_populate_record(m, jsonb_build_object('account_key', $2::text))).*
       FROM campaign_account m WHERE m.campaign_id = $1`,
    [s, accountKey(`e-${s}`).toString()],
  );
  await getPool().query('UPDATE campaign SET account_count = account_count + 1 WHERE id = $1', [s]);
};

/** The campaign of a scene, confirmed by the decision `confirm-s`; and another one, `o-s`. */
const confirmed = async (s: string) => {
  await insertCampaign({ id: `o-${s}` });
  await confirmCampaign({ id: s, version: 1, reason }, { actor: SYSTEM, newId: numbered(`confirm-${s}`) });
};

/** The name given first, then others. */
const numbered = (first: string) => {
  let count = 0;
  return () => (count++ === 0 ? first : `${first}-${count}`);
};

/** A scaffold family of the scene's campaign. */
const scaffold = async (s: string) => {
  await getPool().query(
    `INSERT INTO scaffold (id, skeleton, capability, accounts, exchanges, first_seen, last_seen, anchors, examples)
     VALUES ($1, 'Grade ⟨…⟩ by the rubric', 2, 4, 40, $2, $2, '{}', '["Grade this by the rubric"]')`,
    [`scf-${s}`, T0],
  );
  await getPool().query(
    'INSERT INTO campaign_scaffold (campaign_id, scaffold_id, accounts, exchanges) VALUES ($1, $2, 4, 40)',
    [s, `scf-${s}`],
  );
};

/** The alert of a scene, held by a person. */
const holding = async (s: string, holder: string) => {
  await getPool().query('UPDATE alert SET holder_id = $2, held_until = $3 WHERE id = $1', [
    `alert-${s}`,
    holder,
    soon(),
  ]);
};

const soon = () => new Date(Date.now() + 3_600_000).toISOString();

/** A view of the person named "Mine", and one of somebody else. */
const savedViews = async (s: string, owner: string) => {
  await getPool().query('DELETE FROM saved_view');
  await getPool().query(
    `INSERT INTO saved_view (id, owner_id, page, name, query, created_at) VALUES
       ($1, $2, 'queue', 'Mine', '', $4), ($3, 'somebody', 'queue', 'Theirs', '', $4)`,
    [`view-${s}`, owner, `other-${s}`, T0],
  );
};

/** A watch of a scene's own card. */
const watched = async (s: string) => {
  await watchIndicator({ name: `payment_fingerprint:${s}`, note: 'Seen with a partner.' }, { actor: SYSTEM });
};

/** A mapping of a source that a scene adds. */
const mapping = (s: string, more: object = {}) => ({
  name: `gate-${s.toLowerCase().replaceAll(/[^a-z0-9]/g, '-')}`.slice(0, 60),
  format: 'litellm',
  profile: {
    fields: Object.fromEntries(
      ['id', 'account_id', 'occurred_at', 'model'].map((name) => [name, [{ paths: [name] }]]),
    ),
  },
  version: 0,
  ...more,
});

/** What is noted of an export. */
const taken = (more: object = {}) => ({
  list: 'accounts',
  format: 'csv',
  columns: ['id'],
  filter: { status: 'active' },
  matching: 2,
  rows: 2,
  ...more,
});

const ALONE = 'root@example.org';
/** One administrator, and no other. */
const oneAdmin = async () => {
  await getPool().query("UPDATE auth_user SET role = 'viewer'");
  await getPool().query(
    `INSERT INTO auth_user (id, name, email, role) VALUES ('root', 'Root', $1, 'admin')
     ON CONFLICT (id) DO UPDATE SET role = 'admin', banned = false`,
    [ALONE],
  );
};
const invalidUsers = [{}, { id: '' }, { email: 'no address' }, { id: 7 }];

export const VERB_CASES: Record<string, VerbCase> = {
  ...PEOPLE_CASES,
  ...BATCH_CASES,
  ...CASE_CASES,
  ...DEMO_CASES,
  ...DETECTOR_CASES,
  ...TARGET_CASES,
  ...SHARE_CASES,
  ...INTEL_CASES,
  'campaign.confirm': {
    valid: (s) => decision(s),
    invalid: (s) => invalidDecisions(s),
    refused: (s) => [
      { input: decision('nothing'), code: 'not_found' },
      { input: decision(s, { version: 2 }), code: 'conflict' },
    ],
  },
  'campaign.dismiss': {
    valid: (s) => decision(s, { outcome: 'authorized' }),
    invalid: (s) => [
      decision(s),
      decision(s, { outcome: 'bored' }),
      ...invalidDecisions(s, { outcome: 'authorized' }),
    ],
    refused: (s) => [
      { input: decision('nothing', { outcome: 'authorized' }), code: 'not_found' },
      { input: decision(s, { outcome: 'authorized', version: 2 }), code: 'conflict' },
    ],
  },
  'campaign.exclude': {
    valid: (s) => decision(s, { account_id: `a-${s}` }),
    invalid: (s) => [decision(s), ...invalidDecisions(s, { account_id: `a-${s}` })],
    refused: (s) => [
      { input: decision('nothing', { account_id: `a-${s}` }), code: 'not_found' },
      { input: decision(s, { account_id: `a-${s}`, version: 2 }), code: 'conflict' },
      { input: decision(s, { account_id: `b-${s}` }), code: 'precondition' },
    ],
  },
  'campaign.include': {
    valid: (s) => decision(s, { account_id: `b-${s}` }),
    invalid: (s) => [decision(s), ...invalidDecisions(s, { account_id: `b-${s}` })],
    refused: (s) => [
      { input: decision('nothing', { account_id: `b-${s}` }), code: 'not_found' },
      { input: decision(s, { account_id: `b-${s}`, version: 2 }), code: 'conflict' },
      { input: decision(s, { account_id: `a-${s}` }), code: 'precondition' },
    ],
    arrange: excluded,
  },
  'scaffold.reveal': {
    valid: (s) => ({ id: s, scaffold_id: `scf-${s}` }),
    invalid: (s) => [{}, { id: s }, { id: s, scaffold_id: '' }, { id: '', scaffold_id: 'x' }],
    refused: (s) => [
      { input: { id: s, scaffold_id: 'nothing' }, code: 'not_found' },
      { input: { id: 'nothing', scaffold_id: `scf-${s}` }, code: 'not_found' },
    ],
    arrange: scaffold,
  },
  'campaign.note': {
    valid: (s) => ({ id: s, text: 'The second card is a gift card.' }),
    invalid: (s) => [
      {},
      { id: s },
      { id: s, text: ' \n ' },
      { id: s, text: 'x'.repeat(4_001) },
      { id: s, text: 'a\0b' },
      { id: '', text: 'a' },
    ],
    refused: () => [{ input: { id: 'nothing', text: 'a' }, code: 'not_found' }],
  },
  'campaign.assign': {
    valid: (s) => ({ id: s, version: 1, owner_id: `u-${s}` }),
    invalid: (s) => [
      {},
      { id: s, version: 1 },
      { id: s, version: 1, owner_id: '' },
      { id: s, owner_id: null },
    ],
    refused: (s) => [
      { input: { id: s, version: 1, owner_id: `d-${s}` }, code: 'invalid' },
      { input: { id: s, version: 1, owner_id: 'nobody' }, code: 'invalid' },
      { input: { id: s, version: 2, owner_id: null }, code: 'conflict' },
    ],
  },
  'campaign.exclude_many': {
    valid: (s) => decision(s, { account_ids: [`a-${s}`] }),
    invalid: (s) => [
      decision(s),
      decision(s, { account_ids: [] }),
      decision(s, { account_ids: Array.from({ length: 1_001 }, (_, i) => `x-${i}`) }),
      ...invalidDecisions(s, { account_ids: [`a-${s}`] }),
    ],
    refused: (s) => [
      { input: decision('nothing', { account_ids: [`a-${s}`] }), code: 'not_found' },
      { input: decision(s, { account_ids: [`a-${s}`], version: 2 }), code: 'conflict' },
      { input: decision(s, { account_ids: [`a-${s}`, `b-${s}`] }), code: 'precondition' },
    ],
  },
  'campaign.include_many': {
    valid: (s) => decision(s, { account_ids: [`b-${s}`] }),
    invalid: (s) => [
      decision(s),
      decision(s, { account_ids: [] }),
      ...invalidDecisions(s, { account_ids: [`b-${s}`] }),
    ],
    refused: (s) => [
      { input: decision('nothing', { account_ids: [`b-${s}`] }), code: 'not_found' },
      { input: decision(s, { account_ids: [`b-${s}`], version: 2 }), code: 'conflict' },
      { input: decision(s, { account_ids: [`a-${s}`, `b-${s}`] }), code: 'precondition' },
    ],
    arrange: excluded,
  },
  'campaign.merge': {
    valid: (s) => decision(s, { into_id: `o-${s}`, into_version: 1 }),
    invalid: (s) => [
      decision(s),
      decision(s, { into_id: `o-${s}` }),
      ...invalidDecisions(s, { into_id: `o-${s}`, into_version: 1 }),
    ],
    refused: (s) => [
      { input: decision('nothing', { into_id: `o-${s}`, into_version: 1 }), code: 'not_found' },
      { input: decision(s, { into_id: 'nothing', into_version: 1 }), code: 'not_found' },
      { input: decision(s, { into_id: `o-${s}`, into_version: 1, version: 2 }), code: 'conflict' },
      { input: decision(s, { into_id: `o-${s}`, into_version: 2 }), code: 'conflict' },
      { input: decision(s, { into_id: s, into_version: 1 }), code: 'invalid' },
    ],
    arrange: (s) => insertCampaign({ id: `o-${s}`, accounts: [`c-${s}`] }),
  },
  'campaign.split': {
    valid: (s) => decision(s, { accounts: { ids: [`a-${s}`] } }),
    invalid: (s) => [
      decision(s),
      decision(s, { accounts: { ids: [] } }),
      decision(s, { accounts: { ids: [`a-${s}`], filter: {} } }),
      decision(s, { accounts: { filter: { colour: 'red' } } }),
      decision(s, { accounts: { ids: [`a-${s}`] }, count: 0 }),
      ...invalidDecisions(s, { accounts: { ids: [`a-${s}`] } }),
    ],
    refused: (s) => [
      { input: decision('nothing', { accounts: { ids: [`a-${s}`] } }), code: 'not_found' },
      { input: decision(s, { accounts: { ids: [`a-${s}`] }, version: 2 }), code: 'conflict' },
      { input: decision(s, { accounts: { ids: [`b-${s}`] } }), code: 'precondition' },
      { input: decision(s, { accounts: { filter: {} } }), code: 'precondition' },
      { input: decision(s, { accounts: { shown: 'payment_fingerprint:nobody' } }), code: 'precondition' },
    ],
    arrange: another,
  },
  'campaign.reopen': {
    valid: (s) => decision(s, { version: 2 }),
    invalid: (s) => invalidDecisions(s),
    refused: (s) => [
      { input: decision('nothing'), code: 'not_found' },
      { input: decision(s), code: 'conflict' },
      { input: decision(`o-${s}`), code: 'precondition' },
    ],
    arrange: confirmed,
  },
  'campaign.undo': {
    valid: (s) => ({ id: s, version: 2, decision_id: `confirm-${s}` }),
    invalid: (s) => [
      {},
      { id: s, version: 2 },
      { id: s, decision_id: 'x' },
      { id: s, version: 2, decision_id: 'x', reason: 'no' },
    ],
    refused: (s) => [
      { input: { id: 'nothing', version: 2, decision_id: `confirm-${s}` }, code: 'not_found' },
      { input: { id: s, version: 2, decision_id: 'nothing' }, code: 'not_found' },
      { input: { id: `o-${s}`, version: 1, decision_id: `confirm-${s}` }, code: 'not_found' },
      { input: { id: s, version: 1, decision_id: `confirm-${s}` }, code: 'conflict' },
    ],
    arrange: confirmed,
  },
  'campaign.watch': {
    valid: (s) => ({ id: s }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    actor: person('viewer'),
  },
  'campaign.unwatch': {
    valid: (s) => ({ id: s }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'precondition' }],
    actor: person('viewer'),
    arrange: async (s) => {
      await watchCampaign({ id: s }, { actor: person('viewer') });
    },
  },
  'campaign.see': {
    valid: (s) => ({ id: s }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'precondition' }],
    actor: person('viewer'),
    arrange: async (s) => {
      await watchCampaign({ id: s }, { actor: person('viewer') });
    },
  },
  'campaign.snooze': {
    valid: (s) => ({ id: s, version: 1, until: soon() }),
    invalid: (s) => [{}, { id: s, version: 1 }, { id: s, version: 1, until: 'tomorrow' }],
    refused: (s) => [
      { input: { id: 'nothing', version: 1, until: soon() }, code: 'not_found' },
      { input: { id: s, version: 1, until: T0.toISOString() }, code: 'invalid' },
      { input: { id: s, version: 2, until: soon() }, code: 'conflict' },
    ],
  },
  'account.ban': {
    valid: (s) => decision(`a-${s}`, { campaign_id: s }),
    invalid: (s) => [decision(`a-${s}`, { campaign_id: '' }), ...invalidDecisions(`a-${s}`)],
    refused: (s) => [
      { input: decision('nobody'), code: 'not_found' },
      { input: decision(`a-${s}`, { version: 9 }), code: 'conflict' },
      { input: decision(`b-${s}`), code: 'precondition' },
      { input: decision(`a-${s}`, { campaign_id: 'another' }), code: 'invalid' },
    ],
  },
  'account.reinstate': {
    valid: (s) => decision(`b-${s}`),
    invalid: (s) => invalidDecisions(`b-${s}`),
    refused: (s) => [
      { input: decision('nobody'), code: 'not_found' },
      { input: decision(`b-${s}`, { version: 9 }), code: 'conflict' },
      { input: decision(`a-${s}`), code: 'precondition' },
    ],
  },
  'alert.claim': {
    valid: (s) => ({ id: `alert-${s}`, version: 1 }),
    invalid: () => [{}, { id: 'x' }, { id: '', version: 1 }, { id: 'x', version: 1, take_over: 'yes' }],
    refused: (s) => [
      { input: { id: 'nothing', version: 1 }, code: 'not_found' },
      { input: { id: `alert-${s}`, version: 2 }, code: 'conflict' },
    ],
    actor: person('analyst'),
  },
  'alert.claim_next': {
    valid: () => ({}),
    invalid: () => [{ severity: 'loud' }, { due: 'never' }],
    refused: () => [{ input: { kind: 'nothing' }, code: 'precondition' }],
    actor: person('analyst'),
  },
  'alert.renew': {
    valid: (s) => ({ id: `alert-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    actor: person('analyst'),
    arrange: (s) => holding(s, person('analyst').id),
  },
  'alert.release': {
    valid: (s) => ({ id: `alert-${s}`, version: 1 }),
    invalid: () => [{}, { id: 'x' }, { id: '', version: 1 }],
    refused: (s) => [
      { input: { id: 'nothing', version: 1 }, code: 'not_found' },
      { input: { id: `alert-${s}`, version: 2 }, code: 'conflict' },
    ],
    arrange: (s) => holding(s, 'somebody'),
  },
  'alert.assign': {
    valid: (s) => ({ id: `alert-${s}`, version: 1, assignee_id: `u-${s}` }),
    invalid: (s) => [{}, { id: `alert-${s}`, version: 1 }, { id: `alert-${s}`, version: 1, assignee_id: '' }],
    refused: (s) => [
      { input: { id: `alert-${s}`, version: 1, assignee_id: `d-${s}` }, code: 'invalid' },
      { input: { id: `alert-${s}`, version: 2, assignee_id: null }, code: 'conflict' },
      { input: { id: 'nothing', version: 1, assignee_id: null }, code: 'not_found' },
    ],
  },
  'alert.snooze': {
    valid: (s) => ({ id: `alert-${s}`, version: 1, until: soon() }),
    invalid: (s) => [
      {},
      { id: `alert-${s}`, version: 1 },
      { id: `alert-${s}`, version: 1, until: 'tomorrow' },
    ],
    refused: (s) => [
      { input: { id: `alert-${s}`, version: 1, until: T0.toISOString() }, code: 'invalid' },
      { input: { id: `alert-${s}`, version: 1, until: '2999-01-01T00:00:00Z' }, code: 'invalid' },
      { input: { id: `alert-${s}`, version: 2, until: soon() }, code: 'conflict' },
    ],
  },
  'alert.wake': {
    valid: (s) => ({ id: `alert-${s}`, version: 1 }),
    invalid: () => [{}, { id: 'x' }],
    refused: (s) => [
      { input: { id: 'nothing', version: 1 }, code: 'not_found' },
      { input: { id: `alert-${s}`, version: 2 }, code: 'conflict' },
    ],
    arrange: async (s) => {
      await getPool().query('UPDATE alert SET snoozed_until = $2 WHERE id = $1', [`alert-${s}`, soon()]);
    },
  },
  'alert.triage_batch': {
    valid: (s) => ({
      scope: { alerts: [{ id: `alert-${s}`, version: 1, campaign_version: 1 }] },
      act: { kind: 'assign', assignee_id: `u-${s}` },
    }),
    invalid: (s) => {
      const scope = { alerts: [{ id: `alert-${s}`, version: 1, campaign_version: 1 }] };
      return [
        {},
        { scope },
        { scope, act: { kind: 'forget' } },
        { scope: { alerts: [] }, act: { kind: 'release' } },
        { scope: { filter: {} }, act: { kind: 'release' } },
        { scope, act: { kind: 'dismiss', reason } },
        { scope, act: { kind: 'release' }, limit: 1_000 },
      ];
    },
    refused: (s) => {
      const scope = { alerts: [{ id: `alert-${s}`, version: 1, campaign_version: 1 }] };
      return [
        { input: { scope, act: { kind: 'assign', assignee_id: `d-${s}` } }, code: 'invalid' },
        { input: { scope, act: { kind: 'snooze', until: T0.toISOString() } }, code: 'invalid' },
      ];
    },
  },
  'view.save': {
    valid: () => ({ name: 'Due today', page: 'queue', query: 'due=today' }),
    invalid: () => [
      {},
      { name: ' ', page: 'queue', query: '' },
      { name: 'x'.repeat(61), page: 'queue', query: '' },
      { name: 'x', page: 'settings', query: '' },
      { name: 'x', page: 'queue', query: '#<script>' },
      { name: 'x', page: 'queue', query: '', id: 'without its version' },
    ],
    refused: (s) => [
      { input: { id: 'nothing', version: 1, name: 'x', page: 'queue', query: '' }, code: 'not_found' },
      { input: { id: `view-${s}`, version: 2, name: 'x', page: 'queue', query: '' }, code: 'conflict' },
      { input: { id: `other-${s}`, version: 1, name: 'x', page: 'queue', query: '' }, code: 'forbidden' },
      { input: { name: 'Mine', page: 'queue', query: '' }, code: 'precondition' },
    ],
    actor: person('viewer'),
    arrange: (s) => savedViews(s, person('viewer').id),
  },
  'view.share': {
    valid: (s) => ({ id: `view-${s}`, version: 1, shared: true }),
    invalid: (s) => [{}, { id: `view-${s}`, version: 1 }],
    refused: (s) => [
      { input: { id: 'nothing', version: 1, shared: true }, code: 'not_found' },
      { input: { id: `view-${s}`, version: 2, shared: true }, code: 'conflict' },
      { input: { id: `other-${s}`, version: 1, shared: true }, code: 'forbidden' },
    ],
    actor: person('analyst'),
    arrange: (s) => savedViews(s, person('analyst').id),
  },
  'view.delete': {
    valid: (s) => ({ id: `view-${s}`, version: 1 }),
    invalid: (s) => [{}, { id: `view-${s}` }],
    refused: (s) => [
      { input: { id: 'nothing', version: 1 }, code: 'not_found' },
      { input: { id: `view-${s}`, version: 2 }, code: 'conflict' },
      { input: { id: `other-${s}`, version: 1 }, code: 'forbidden' },
    ],
    actor: person('viewer'),
    arrange: (s) => savedViews(s, person('viewer').id),
  },
  'indicator.watch': {
    valid: (s) => ({ name: `payment_fingerprint:new-${s}`, note: 'Seen with a partner.' }),
    invalid: (s) => [
      {},
      { name: `payment_fingerprint:new-${s}` },
      { name: `payment_fingerprint:new-${s}`, note: ' ' },
      { name: '', note: 'Seen with a partner.' },
      { name: `payment_fingerprint:new-${s}`, note: 'Seen with a partner.', expires_at: 'soon' },
    ],
    refused: (s) => {
      const name = `payment_fingerprint:${s}`;
      const note = 'Seen with a partner.';
      return [
        { input: { name, note }, code: 'conflict' },
        { input: { name, note, version: 2 }, code: 'conflict' },
        { input: { name: `payment_fingerprint:new-${s}`, note, version: 1 }, code: 'not_found' },
        { input: { name: 'scaffold:nothing', note }, code: 'not_found' },
        { input: { name: 'no value', note }, code: 'not_found' },
        { input: { name: 'star_sign:lion', note }, code: 'precondition' },
        { input: { name: 'asn:64500', note, expires_at: '2020-01-01T00:00:00Z' }, code: 'invalid' },
      ];
    },
    arrange: watched,
  },
  'indicator.unwatch': {
    valid: (s) => ({ name: `payment_fingerprint:${s}`, version: 1 }),
    invalid: (s) => [{}, { name: `payment_fingerprint:${s}` }, { name: '', version: 1 }],
    refused: (s) => [
      { input: { name: `payment_fingerprint:none-${s}`, version: 1 }, code: 'not_found' },
      { input: { name: `payment_fingerprint:${s}`, version: 2 }, code: 'conflict' },
    ],
    arrange: watched,
  },
  'retention.advance': {
    valid: () => ({ days: 90 }),
    invalid: () => [{}, { days: 0 }, { days: 34 }, { days: 40_000 }, { days: 90.5 }],
    refused: () => [{ input: { days: 36_500 }, code: 'precondition' }],
    arrange: async () => {
      await getPool().query(
        "INSERT INTO retention (floor, advanced_at) VALUES ('2001-01-01', $1) ON CONFLICT (one) DO UPDATE SET floor = excluded.floor",
        [T0],
      );
    },
  },
  'detection.run': {
    valid: () => ({ until: T0, window_days: 7 }),
    invalid: () => [{ window_days: 0 }, { window_days: 1.5 }, { until: 'yesterday' }],
  },
  'live.raise': {
    arrange: async (s) => {
      await watched(s);
      await getPool().query(
        `INSERT INTO watchlist_hit (indicator_key, account_key, shown_at, found_at)
         SELECT indicator_key, $1, $2, $2 FROM watchlist_entry WHERE value = $3`,
        [accountKey(`a-${s}`), T0, s],
      );
    },
    valid: () => ({ reused: [] }),
    invalid: () => [{}, { reused: [{ block: 'x', presenters: ['1'], holders: ['1', '2'] }] }, { reused: 7 }],
  },
  'source.save': {
    valid: (s) => mapping(s),
    invalid: (s) => [
      {},
      mapping(s, { name: 'Upper Case' }),
      mapping(s, { version: -1 }),
      mapping(s, { profile: { fields: { nonsense: [] } } }),
      mapping(s, { profile: { fields: { id: [{ paths: [] }] } } }),
    ],
    refused: (s) => [
      { input: mapping(s, { profile: { fields: {} } }), code: 'invalid' },
      { input: mapping(s, { profile: null }), code: 'invalid' },
      { input: mapping(s, { name: 'stix' }), code: 'invalid' },
      { input: mapping(s, { format: 'retort' }), code: 'precondition' },
      { input: mapping(s, { version: 7 }), code: 'conflict' },
    ],
  },
  'inbox.retry': {
    arrange: async (s) => {
      await getPool().query(
        `INSERT INTO inbox_reject (inbox_id, line, ordinal, source, rejected_at, code, message, raw)
         VALUES (hashtext($1), 1, 0, 'litellm', $2, 'json', 'x', '{}')`,
        [s, T0],
      );
    },
    valid: () => ({ name: 'litellm' }),
    invalid: () => [{}, { name: '' }, { name: 'litellm', rejects: [] }, { name: 'litellm', rejects: ['1'] }],
    refused: () => [
      { input: { name: 'nothing' }, code: 'not_found' },
      { input: { name: 'kong' }, code: 'precondition' },
    ],
  },
  'key.add': {
    valid: () => ({ name: 'Gateway', scopes: ['read', 'ingest'], source: 'litellm' }),
    invalid: () => [
      {},
      { name: '', scopes: ['read'] },
      { name: 'x', scopes: [] },
      { name: 'x', scopes: ['everything'] },
      { name: 'x', scopes: ['share'] },
      { name: 'x', scopes: ['read'], expires_at: 'soon' },
    ],
    refused: () => [
      { input: { name: 'x', scopes: ['read'], expires_at: '2020-01-01T00:00:00Z' }, code: 'invalid' },
      { input: { name: 'x', scopes: ['read'], source: 'otel' }, code: 'invalid' },
      { input: { name: 'x', scopes: ['ingest'], source: 'nothing' }, code: 'not_found' },
    ],
  },
  'key.revoke': {
    valid: (s) => ({ id: `key-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    arrange: async (s) => {
      await getPool().query(
        `INSERT INTO api_key (id, name, hash, prefix, scopes, created_by, created_at)
         VALUES ($1, 'k', $1, 'rtk_', '{read}', 'Retort', $2)`,
        [`key-${s}`, T0],
      );
    },
  },
  'stripe.set_up': {
    arrange: async () => {
      await getPool().query('DELETE FROM stripe_endpoint');
    },
    valid: () => ({ secret: 'whsec_0123456789abcdef', version: 0 }),
    invalid: () => [
      {},
      { secret: 'short', version: 0 },
      { secret: 'whsec_with a space in it', version: 0 },
      { account_key: '', version: 0 },
      { version: -1 },
    ],
    refused: () => [
      { input: { version: 0 }, code: 'invalid' },
      { input: { secret: 'whsec_0123456789abcdef', version: 7 }, code: 'conflict' },
    ],
  },
  'user.add': {
    valid: (s) => ({ email: `new-${s}@example.org`, role: 'viewer' }),
    invalid: (s) => [
      {},
      { email: 'no address', role: 'viewer' },
      { email: `new-${s}@example.org`, role: 'owner' },
      { email: `new-${s}@example.org`, role: 'viewer', name: '' },
    ],
    refused: (s) => [{ input: { email: `U-${s}@example.org`, role: 'viewer' }, code: 'precondition' }],
  },
  'user.add_first_admin': {
    valid: () => ({}),
    invalid: () => [{ email: 'no address' }],
    arrange: async () => {
      await getPool().query('DELETE FROM auth_user');
    },
  },
  'user.disable': {
    valid: (s) => ({ id: `u-${s}` }),
    invalid: () => invalidUsers,
    refused: (s) => [
      { input: { id: 'nobody' }, code: 'not_found' },
      { input: { id: `d-${s}` }, code: 'precondition' },
      { input: { email: ALONE }, code: 'precondition' },
    ],
    arrange: oneAdmin,
  },
  'user.enable': {
    valid: (s) => ({ id: `d-${s}` }),
    invalid: () => invalidUsers,
    refused: (s) => [
      { input: { id: 'nobody' }, code: 'not_found' },
      { input: { id: `u-${s}` }, code: 'precondition' },
    ],
  },
  'user.change_role': {
    valid: (s) => ({ id: `u-${s}`, role: 'lead' }),
    invalid: (s) => [...invalidUsers, { id: `u-${s}` }, { id: `u-${s}`, role: 'owner' }],
    refused: () => [
      { input: { id: 'nobody', role: 'lead' }, code: 'not_found' },
      { input: { email: ALONE, role: 'viewer' }, code: 'precondition' },
    ],
    arrange: oneAdmin,
  },
  'user.reset_password': {
    valid: (s) => ({ email: `u-${s}@example.org` }),
    invalid: () => invalidUsers,
    refused: () => [{ input: { id: 'nobody' }, code: 'not_found' }],
  },
  'list.export': {
    valid: () => taken(),
    invalid: () => [
      {},
      taken({ list: 'prompts' }),
      taken({ format: 'xlsx' }),
      taken({ columns: [] }),
      taken({ rows: -1 }),
    ],
    refused: () => [
      { input: taken({ filter: { plam: 'pro' } }), code: 'invalid' },
      { input: taken({ columns: ['password'] }), code: 'invalid' },
    ],
  },
  'audit.record_check': {
    valid: () => ({ checked: 4, faults: [], more_faults: 0, seq: '4', head: 'abc' }),
    invalid: () => [{}, { checked: -1, faults: [], more_faults: 0, seq: '4', head: 'abc' }],
  },
};
