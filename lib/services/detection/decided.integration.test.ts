import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { Campaign } from '@/lib/model/campaign';
import { dismissCampaign } from '@/lib/services/campaign/dismiss';
import { excludeAccounts } from '@/lib/services/campaign/exclude-many';
import { mergeCampaign } from '@/lib/services/campaign/merge';
import { reopenCampaign } from '@/lib/services/campaign/reopen';
import { splitCampaign } from '@/lib/services/campaign/split';
import { undoDecision } from '@/lib/services/campaign/undo';
import { person, SYSTEM } from '@/lib/services/fixture';
import { runDetectionVerb } from './run';
import { CUT, campaigns, DAY, END, ingest, type Line, smallWorld, state } from './small-world';

const dana = { actor: person('analyst', 'Dana Okafor') };
const reason = 'Another operation.';

const detect = async (until: number, full = false) =>
  runDetectionVerb({ until: new Date(until), full }, { actor: SYSTEM });
const version = async (id: string): Promise<number> =>
  (await getPool().query('SELECT version FROM campaign WHERE id = $1', [id])).rows[0].version;
const idsOf = (campaign: Campaign | undefined) => campaign?.accounts.map(({ id }) => id).sort();
const byId = async (id: string) => (await campaigns()).find((campaign) => campaign.id === id);
const names = (prefix: string, wanted: (i: number) => boolean) =>
  Array.from({ length: 40 }, (_, i) => i)
    .filter(wanted)
    .map((i) => `${prefix}-${i}`)
    .sort();
/** Exchanges by hour, which pages draw, against what the members sent. */
const hours = async (id: string): Promise<{ exchanges: number; harvest: number }> =>
  (
    await getPool().query(
      'SELECT sum(exchanges)::int AS exchanges, sum(harvest)::int AS harvest FROM campaign_hour WHERE campaign_id = $1',
      [id],
    )
  ).rows[0];
const sent = (campaign: Campaign | undefined) => ({
  exchanges: campaign?.exchanges,
  harvest: campaign?.harvest_exchanges,
});

describe('accounts that a person split off', () => {
  const world = smallWorld();
  const own = names('pool', (i) => i % 4 === 0);
  const rest = names('pool', (i) => i % 4 !== 0);
  let db: TestDatabase;
  let whole = '';
  let part = '';
  let decision = '';

  beforeAll(async () => {
    db = await createTestDatabase();
    await ingest(world);
    await detect(CUT);
    whole = (await campaigns())[0]?.id ?? '';
    const done = await splitCampaign(
      { id: whole, version: 1, accounts: { shown: 'payment_fingerprint:card-0' }, reason },
      dana,
    );
    part = done.into.id;
    decision = done.decision_id;
  });
  afterAll(() => db.drop());

  test('stay apart in every run, whether it judges anew or goes on, and are counted apart', async () => {
    for (const [until, full] of [
      [CUT, false],
      [CUT, true],
      [CUT + DAY / 4, false],
      [END, false],
    ] as const) {
      await detect(until, full);
      expect(idsOf(await byId(part))).toEqual(own);
      expect(idsOf(await byId(whole))).toEqual(rest);
      for (const id of [part, whole]) expect(await hours(id)).toEqual(sent(await byId(id)));
      const { rows } = await getPool().query('SELECT current, trend FROM campaign WHERE id = $1', [part]);
      expect(rows[0].current).toBe(true);
      expect(rows[0].trend.reduce((a: number, b: number) => a + b, 0)).toBeGreaterThan(300);
    }
    const { rows } = await getPool().query(
      "SELECT 1 FROM campaign_event WHERE kind IN ('merged', 'split', 'jumped', 'succeeded')",
    );
    expect(rows).toEqual([]);
  });

  test('and the same run again changes nothing', async () => {
    const before = await state();
    await detect(END);
    expect(await state()).toEqual(before);
    await detect(END, true);
    expect(await state()).toEqual(before);
  });

  test('stay dismissed when only they were, and out when they were taken out there', async () => {
    await excludeAccounts({ id: part, account_ids: ['pool-4'], version: await version(part), reason }, dana);
    await dismissCampaign({ id: part, version: await version(part), reason, outcome: 'authorized' }, dana);
    await detect(END);
    expect(await byId(part)).toMatchObject({ status: 'dismissed' });
    expect(await byId(whole)).toMatchObject({ status: 'suspected' });
    expect(idsOf(await byId(part))).toEqual(own.filter((id) => id !== 'pool-4'));
    expect(idsOf(await byId(whole))).toEqual(rest);
    expect(await hours(part)).toEqual(sent(await byId(part)));
    await reopenCampaign({ id: part, version: await version(part), reason }, dana);
  });

  test('merged back are one with the others again', async () => {
    await mergeCampaign(
      { id: part, version: await version(part), into_id: whole, into_version: await version(whole), reason },
      dana,
    );
    for (const full of [false, true]) {
      await detect(END, full);
      expect(await campaigns()).toHaveLength(1);
      expect(idsOf(await byId(whole))).toEqual([...own, ...rest].filter((id) => id !== 'pool-4').sort());
      expect(await hours(whole)).toEqual(sent(await byId(whole)));
    }
    await reopenCampaign({ id: part, version: await version(part), reason }, dana);
    await detect(END);
    expect(idsOf(await byId(part))).toEqual(own.filter((id) => id !== 'pool-4'));
    expect(idsOf(await byId(whole))).toEqual(rest);
  });

  test('cannot be taken back by then, since more was decided', async () => {
    await expect(
      undoDecision({ id: whole, version: await version(whole), decision_id: decision }, dana),
    ).rejects.toMatchObject({ code: 'precondition' });
  });
});

/** A second operation in the same world: other accounts, cards, words and clock. */
function secondPool(): Line[] {
  const text = JSON.stringify(
    smallWorld({ seed: 12, people: 0 }).filter(({ record }) => !/late/.test(JSON.stringify(record))),
  )
    .replaceAll('pool-', 'tank-')
    .replaceAll('card-', 'coin-')
    .replaceAll('"ex-', '"ey-')
    .replaceAll('"s-', '"t-')
    .replaceAll(
      'Give the answer below a score from 1 to 5 by the rubric.',
      'Mark this reply out of ten against the criteria.',
    )
    .replaceAll('### Task', '== Assignment')
    .replaceAll('### Rubric', '== Criteria')
    .replaceAll(
      'Act as a strict judge and rank both answers.',
      'You are the referee: which reply wins, and why?',
    )
    .replaceAll('0.31', '0.77');
  return (JSON.parse(text) as Line[]).map((line) => shifted(line, 25 * 60_000));
}

function shifted({ at, record }: Line, by: number): Line {
  const times = ['occurred_at', 'created_at'].flatMap((name) =>
    typeof record[name] === 'string'
      ? [[name, new Date(Date.parse(record[name] as string) + by).toISOString()] as const]
      : [],
  );
  return { at: at + by, record: { ...record, ...Object.fromEntries(times) } };
}

describe('two operations that a person says are one', () => {
  let db: TestDatabase;
  let into = '';
  let one = '';
  let decision = '';

  beforeAll(async () => {
    db = await createTestDatabase();
    await ingest([...smallWorld(), ...secondPool()]);
    await detect(CUT);
    const found = await campaigns();
    expect(found.map((campaign) => campaign.accounts.length)).toEqual([40, 40]);
    into = found.find((campaign) => campaign.accounts.some(({ id }) => id === 'pool-0'))?.id ?? '';
    one = found.find(({ id }) => id !== into)?.id ?? '';
    decision = (await mergeCampaign({ id: one, version: 1, into_id: into, into_version: 1, reason }, dana))
      .decision_id;
  });
  afterAll(() => db.drop());

  const all = [...names('pool', () => true), ...names('tank', () => true)].sort();

  test('are one in every run, and counted together', async () => {
    for (const [until, full] of [
      [CUT, false],
      [CUT, true],
      [END, false],
    ] as const) {
      await detect(until, full);
      expect((await campaigns()).map(({ id }) => id)).toEqual([into]);
      expect(idsOf(await byId(into))).toEqual(all);
      expect(await hours(into)).toEqual(sent(await byId(into)));
    }
    const { rows } = await getPool().query('SELECT status, merged_into FROM campaign WHERE id = $1', [one]);
    expect(rows).toEqual([{ status: 'closed', merged_into: into }]);
    const before = await state();
    await detect(END, true);
    expect(await state()).toEqual(before);
  });

  test('are two again when that is taken back, also after runs', async () => {
    await undoDecision({ id: one, version: await version(one), decision_id: decision }, dana);
    expect(idsOf(await byId(one))).toEqual(names('tank', () => true));
    expect(idsOf(await byId(into))).toEqual(names('pool', () => true));
    await detect(END);
    expect(idsOf(await byId(one))).toEqual(names('tank', () => true));
    expect(idsOf(await byId(into))).toEqual(names('pool', () => true));
    for (const id of [one, into]) expect(await hours(id)).toEqual(sent(await byId(id)));
  });
});
