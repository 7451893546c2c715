import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { anythingNew } from '@/lib/jobs/tasks/run-detection';
import { runDetectionVerb } from '@/lib/services/detection/run';
import { campaigns, END, ingest, smallWorld, state } from '@/lib/services/detection/small-world';
import { person, SYSTEM } from '@/lib/services/fixture';
import { cancelBacktest } from './cancel-backtest';
import { discardDetector } from './discard';
import { getDetector } from './get';
import { goLive } from './go-live';
import { listDetectors } from './list';
import { makeBacktest } from './make-backtest';
import { requestBacktest } from './request-backtest';
import { saveDraft } from './save-draft';
import { signalsInUse } from './signals';
import { toShadow } from './to-shadow';

let db: TestDatabase;
const as = { actor: person('admin') };
const reason = 'One card means little here.';
const detect = () => runDetectionVerb({ until: new Date(END) }, { actor: SYSTEM });

beforeAll(async () => {
  db = await createTestDatabase();
  await ingest(smallWorld());
  await detect();
});
afterAll(() => db.drop());

/** Cards say nothing, and hardly anything is enough for a step. */
const STRICT = {
  weights: { 'shared-payment': 0, 'own-hours': 0.5 },
  thresholds: { verify: 0.98, throttle: 0.98, suspend: 0.99 },
} as const;

test('a shadow is judged beside what is live, which stays as it was', async () => {
  const before = await state();
  const draft = await saveDraft({ config: STRICT, note: 'Without cards.' }, as);
  expect(draft).toMatchObject({ number: 1, state: 'draft', warnings: [/Human hours/] });
  await expect(goLive({ id: draft.id, version: 1, reason }, as)).rejects.toMatchObject({
    code: 'precondition',
  });
  expect((await getDetector({ id: draft.id }, as)).comparison).toBeNull();
  await toShadow({ id: draft.id, version: 1 }, as);
  expect(await anythingNew()).toBe(true);
  await detect();
  expect(await state()).toEqual(before);
  const { comparison } = await getDetector({ id: draft.id }, as);
  const [campaign] = await campaigns();
  expect(comparison).toMatchObject({ live_id: 'det_0', campaigns: { live: 1 }, more: 0 });
  expect(comparison?.groups).toMatchObject([
    { live: { action: campaign?.recommended_action }, accounts: 40, campaign: { id: campaign?.id } },
  ]);
  expect(comparison?.groups[0]?.sample).toHaveLength(10);
});

test('put live it judges and says so in the evidence; what was live before can be so again', async () => {
  const before = await campaigns();
  const [shadow] = (await listDetectors({ limit: 1 }, as)).items;
  await goLive({ id: shadow?.id ?? '', version: shadow?.version ?? 0, reason }, as);
  await detect();
  const [weighed] = await campaigns();
  expect(weighed).toMatchObject({ id: before[0]?.id, recommended_action: 'watch' });
  expect(weighed?.evidence.map(({ signal }) => signal)).not.toContain('shared-payment');
  const [first, former] = (await listDetectors({}, as)).items;
  expect(first).toMatchObject({ number: 1, state: 'live', reason });
  expect(former).toMatchObject({ number: 0, state: 'retired' });

  await goLive({ id: 'det_0', version: former?.version ?? 0, reason: 'It was better.' }, as);
  await detect();
  expect(await campaigns()).toEqual(before);
  const { items } = await signalsInUse({}, as);
  expect(items.find(({ signal }) => signal === 'shared-payment')).toMatchObject({ speaks: 1, against: 0 });
});

test('a back-test judges moments, agrees or not with people, and leaves nothing behind', async () => {
  await getPool().query("UPDATE campaign SET status = 'confirmed', decided_at = now()");
  const draft = await saveDraft(
    { config: { thresholds: { watch: 0.9, verify: 0.95, throttle: 0.97, suspend: 0.98 } } },
    as,
  );
  const seen = { id: draft.id, version: draft.version };
  const before = await state();
  const asked = await requestBacktest({ ...seen, earlier_days: [25] }, as);
  await expect(requestBacktest(seen, as)).rejects.toMatchObject({ code: 'busy' });
  expect(await makeBacktest(asked.id)).toEqual({ moments: 2 });
  const { backtest } = await getDetector(seen, as);
  expect(backtest).toMatchObject({ status: 'done', progress: 1, stale: false });
  expect(backtest?.parts).toMatchObject([
    { confirmed: { known: 1, live: 1 }, comparison: { campaigns: { live: 1 } } },
    {
      confirmed: { known: 0, live: 0, other: 0, missed: [] },
      comparison: { campaigns: { live: 0, other: 0 } },
    },
  ]);
  expect(await state()).toEqual(before);
  expect(await makeBacktest(asked.id)).toBeNull();

  // Cancelled under way, it ends at its next step and says nothing.
  const again = await requestBacktest(seen, as);
  await getPool().query('UPDATE detector_backtest SET progress = 0.3 WHERE id = $1', [again.id]);
  await cancelBacktest({ id: draft.id }, as);
  expect(await makeBacktest(again.id)).toBeNull();
  expect((await getDetector(seen, as)).backtest).toMatchObject({ status: 'cancelled', parts: [] });
  expect(await discardDetector(seen, as)).toEqual({ id: draft.id, state: 'discarded' });
  await expect(getDetector(seen, as)).rejects.toMatchObject({ code: 'not_found' });
});
