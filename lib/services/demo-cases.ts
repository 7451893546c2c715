import { getPool } from '@/lib/db/pool';
import { accountKey, key64 } from '@/lib/model/hash';
import { T0 } from './fixture';
import type { VerbCase } from './verb-cases';

/** The account of a scene as the whole demonstration, with work on it that waits. */
const marked = async (s: string) => {
  await getPool().query('DELETE FROM demo_mark');
  await getPool().query('DELETE FROM demo_task');
  await getPool().query("INSERT INTO demo_mark (kind, key) VALUES ('account', $1)", [accountKey(`a-${s}`)]);
};

const waiting = async (s: string) => {
  await marked(s);
  await getPool().query(
    `INSERT INTO demo_task (id, kind, reason, requested_by, requested_at) VALUES ($1, 'remove', 'r', 'Dana Okafor', $2)`,
    [`demo-${s}`, T0],
  );
};

const none = async () => {
  await getPool().query('DELETE FROM demo_mark');
  await getPool().query('DELETE FROM demo_task');
};

const removal = (more: object = {}) => ({ word: 'remove', reason: 'We have records of our own.', ...more });
const gone = { input: { id: 'nothing' }, code: 'precondition' as const };

const release = (s: string, more: object = {}) => ({
  model: `aster-${s}`,
  released_at: '2026-09-01T00:00:00Z',
  ...more,
});

/** The verbs of the demonstration world and of releases, for the test of all verbs (verb-cases.ts). */
export const DEMO_CASES: Record<string, VerbCase> = {
  'demo.request_removal': {
    valid: () => removal(),
    invalid: () => [{}, removal({ word: 'yes' }), removal({ reason: 'no' }), removal({ word: undefined })],
    arrange: marked,
  },
  'model.set_release': {
    valid: (s) => release(s),
    invalid: (s) => [{}, release(s, { model: '' }), release(s, { released_at: 'soon' })],
    refused: (s) => [{ input: release(s, { released_at: '1999-01-01T00:00:00Z' }), code: 'invalid' }],
  },
  'model.remove_release': {
    valid: (s) => ({ model: `aster-${s}` }),
    invalid: () => [{}, { model: '' }],
    refused: () => [{ input: { model: 'nothing' }, code: 'not_found' }],
    arrange: async (s) => {
      await getPool().query('INSERT INTO model (key, name, released_at) VALUES ($1, $2, $3)', [
        key64(`model\0aster-${s}`),
        `aster-${s}`,
        T0,
      ]);
    },
  },
  'demo.request_load': { valid: () => ({}), invalid: () => [], arrange: none },
  'demo.mark': {
    valid: (s) => ({ accounts: [`demo-${s}`], models: ['aster-9'] }),
    invalid: () => [{}, { accounts: [], models: [] }, { accounts: [''], models: [] }],
  },
  'demo.remove': {
    valid: (s) => ({ id: `demo-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: () => [gone],
    arrange: waiting,
  },
  'demo.settle': {
    valid: (s) => ({ id: `demo-${s}`, trouble: 'The disk is full.' }),
    invalid: (s) => [{}, { id: `demo-${s}` }, { id: `demo-${s}`, trouble: '' }],
    refused: () => [{ ...gone, input: { id: 'nothing', trouble: null } }],
    arrange: waiting,
  },
};
