import { getPool } from '@/lib/db/pool';
import type { DetectorState } from '@/lib/model/judging';
import { T0 } from './fixture';
import type { VerbCase } from './verb-cases';

/** A version of the scene `s`, in place of what earlier scenes left. */
const detector = async (s: string, state: DetectorState) => {
  await getPool().query('DELETE FROM detector_version WHERE number > 0');
  await getPool().query("UPDATE detector_version SET state = 'live', version = 1");
  await getPool().query(
    `INSERT INTO detector_version (id, number, state, config, note, made_by, made_at, changed_by, changed_at)
     VALUES ($1, 1, $2, '{"weights": {"ramp": 0.5}, "thresholds": {}}', '', 'Dana Okafor', $3, 'Dana Okafor', $3)`,
    [`det-${s}`, state, T0],
  );
};

/** A back-test of the scene's version that waits, of records that there are. */
const backtest = async (s: string) => {
  await traffic(s);
  await getPool().query(
    `INSERT INTO detector_backtest (id, version_id, config, live_id, live_config, cutoffs, requested_by, requested_at)
     VALUES ($1, $2, '{"weights": {}, "thresholds": {}}', 'det_0', '{"weights": {}, "thresholds": {}}', ARRAY[$3::timestamptz], 'r', $3)`,
    [`bt-${s}`, `det-${s}`, T0],
  );
};

const traffic = async (s: string) => {
  await detector(s, 'draft');
  await getPool().query(
    'INSERT INTO traffic_hour (hour, exchanges) VALUES ($1, 1) ON CONFLICT (hour) DO NOTHING',
    [T0],
  );
};

const settled = (s: string, outcome: object) => ({ id: `bt-${s}`, outcome });

const seen = (s: string, more: object = {}) => ({ id: `det-${s}`, version: 1, ...more });
const invalidSeen = (s: string, more: object = {}) => [
  {},
  { id: `det-${s}`, ...more },
  seen(s, { ...more, version: 0 }),
  { id: '', version: 1, ...more },
];
const refusedSeen = (s: string, more: object = {}) => [
  { input: { id: 'nothing', version: 1, ...more }, code: 'not_found' as const },
  { input: seen(s, { ...more, version: 2 }), code: 'conflict' as const },
];
const builtIn = (more: object = {}) => ({
  input: { id: 'det_0', version: 1, ...more },
  code: 'precondition' as const,
});
const config = (weights: object, thresholds: object = {}) => ({ config: { weights, thresholds } });
const reason = { reason: 'It named fewer customers by mistake.' };

/** The verbs of detectors, for the test of all verbs (verb-cases.ts). */
export const DETECTOR_CASES: Record<string, VerbCase> = {
  'detector.save_draft': {
    valid: (s) =>
      seen(s, { ...config({ ramp: 0, 'own-hours': 0.5 }, { verify: 0.6 }), note: 'Ramps mislead.' }),
    invalid: (s) => [
      {},
      seen(s),
      seen(s, config({ 'tea-leaves': 1 })),
      seen(s, config({ ramp: 3 })),
      seen(s, config({ 'one-payer': 0 })),
      seen(s, config({}, { verify: 0.9, throttle: 0.5 })),
      seen(s, { ...config({}), note: 'x'.repeat(301) }),
    ],
    refused: (s) => [
      ...refusedSeen(s, config({})),
      builtIn(config({})),
      { input: { id: `det-${s}`, ...config({}) }, code: 'invalid' },
    ],
    arrange: (s) => detector(s, 'draft'),
  },
  'detector.to_shadow': {
    valid: (s) => seen(s),
    invalid: (s) => invalidSeen(s),
    refused: (s) => [...refusedSeen(s), builtIn()],
    arrange: (s) => detector(s, 'draft'),
  },
  'detector.go_live': {
    valid: (s) => seen(s, reason),
    invalid: (s) => [...invalidSeen(s, reason), seen(s), seen(s, { reason: 'no' })],
    refused: (s) => [...refusedSeen(s, reason), builtIn(reason)],
    arrange: (s) => detector(s, 'shadow'),
  },
  'detector.discard': {
    valid: (s) => seen(s),
    invalid: (s) => invalidSeen(s),
    refused: (s) => [...refusedSeen(s), builtIn()],
    arrange: (s) => detector(s, 'draft'),
  },
  'detector.request_backtest': {
    valid: (s) => seen(s, { earlier_days: [1, 7] }),
    invalid: (s) => [
      ...invalidSeen(s),
      seen(s, { earlier_days: [0] }),
      seen(s, { earlier_days: [1, 2, 3, 4, 5] }),
    ],
    refused: (s) => refusedSeen(s),
    arrange: traffic,
  },
  'detector.cancel_backtest': {
    valid: (s) => ({ id: `det-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'precondition' }],
    arrange: backtest,
  },
  'detector.settle_backtest': {
    valid: (s) => settled(s, { trouble: 'Out of memory.' }),
    invalid: (s) => [{}, settled(s, {}), settled(s, { parts: [] }), settled(s, { trouble: '' })],
    refused: () => [{ input: { id: 'nothing', outcome: { trouble: 'x' } }, code: 'precondition' }],
    arrange: backtest,
  },
};
