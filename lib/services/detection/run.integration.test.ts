import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { seeded } from '@/lib/detect/statistics';
import type { Campaign } from '@/lib/model/campaign';
import { wholeCampaigns } from '@/lib/services/campaign/wire';
import { SYSTEM } from '@/lib/services/fixture';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { runDetectionVerb } from './run';

const DAY = 86_400_000;
const END = Date.UTC(2026, 9, 31);
const CUT = END - 4 * DAY;

interface Line {
  at: number;
  record: Record<string, unknown>;
}

/**
 * Forty accounts on four cards, dealt one hundred and twenty gradings a day in turn for three weeks, three of them banned
 * after the cut and renamed in their payment then; two hundred people who ask for all sorts of things.
 */
function smallWorld(): Line[] {
  const random = seeded(11);
  const word = () => WORDS[Math.floor(random() * WORDS.length)] as string;
  const lines: Line[] = [];
  const account = (id: string, created: number, extra: Record<string, unknown>) =>
    lines.push({
      at: created,
      record: { type: 'account', id, created_at: iso(created), pathway: 'api', plan: 'tier1', ...extra },
    });
  const exchange = (account_id: string, at: number, prompt: string, extra: Record<string, unknown> = {}) =>
    lines.push({
      at,
      record: {
        type: 'exchange',
        id: `ex-${lines.length}`,
        account_id,
        occurred_at: iso(at),
        model: 'aster-4',
        session_id: `s-${lines.length}`,
        prompt,
        ...extra,
      },
    });
  for (let i = 0; i < 200; i++) {
    const created = END - (40 + random() * 400) * DAY;
    account(`person-${i}`, created, { payment: { fingerprint: `own-${i}`, bin: `4000${i % 20}` } });
    for (let n = 0; n < 4 + random() * 20; n++) {
      const words = Array.from({ length: 9 }, word).join(' ');
      exchange(`person-${i}`, END - random() * 28 * DAY, `${words}? ${word()} ${word()}`);
    }
  }
  for (let i = 0; i < 40; i++)
    account(`pool-${i}`, END - (30 - (i % 4)) * DAY + i * 60_000, {
      payment: { fingerprint: `card-${i % 4}`, bin: '555001' },
    });
  for (let job = 0; job < 22 * 120; job++) {
    const at = END - 22 * DAY + (job / 120) * DAY;
    const task = Array.from({ length: 12 }, word).join(' ');
    const scaffold =
      (job + Math.floor(job / 40)) % 2
        ? `Give the answer below a score from 1 to 5 by the rubric.\n### Task\n${task}\n### Rubric\nIs it right?`
        : `Act as a strict judge and rank both answers.\nQuestion: ${task}\nAnswer A: ${word()}\nAnswer B: ${word()}\nVerdict:`;
    exchange(`pool-${job % 40}`, at, scaffold, { params: { temperature: 0.31, max_tokens: 700 } });
  }
  for (const i of [1, 2, 3]) {
    const at = CUT + DAY + i * 60_000;
    lines.push({
      at,
      record: { type: 'account_event', account_id: `pool-${i}`, occurred_at: iso(at), kind: 'banned' },
    });
  }
  account('late', CUT + 2 * DAY, { payment: { fingerprint: 'card-0', bin: '555001' } });
  exchange('late', CUT + 3 * DAY, 'Hello there, what is new today in the world of birds?');
  return lines;
}

const WORDS =
  `river stone lamp garden winter bread engine paper cloud silver field music number window forest letter bridge
  summer island copper travel market kitchen voice shadow planet bottle pencil harbour ladder mirror pocket signal teacher`.split(
    /\s+/,
  );

const iso = (ms: number) => new Date(Math.round(ms)).toISOString();

async function ingest(lines: readonly Line[]): Promise<void> {
  const text = lines.map(({ record }) => `${JSON.stringify(record)}\n`).join('');
  const receipt = await acceptRecords(
    { input: Readable.from([Buffer.from(text)]), source: 'test' },
    { actor: SYSTEM },
  );
  expect(receipt.rejected).toBe(0);
}

async function detect(until: number) {
  return runDetectionVerb({ until: new Date(until) }, { actor: SYSTEM });
}

async function campaigns(): Promise<Campaign[]> {
  const all: Campaign[] = [];
  for await (const campaign of wholeCampaigns()) all.push(campaign);
  return all;
}

/** Everything a run leaves behind, but for the record of the run itself. */
async function state(): Promise<unknown> {
  const rows: unknown[] = [await campaigns()];
  for (const query of [
    'SELECT id, title, status, first_seen, last_seen, detected_at, baseline, peers, trend, current, version, account_count, active_accounts FROM campaign ORDER BY id',
    'SELECT * FROM campaign_hour ORDER BY 1, 2, 3, 4, 5',
    'SELECT * FROM campaign_event ORDER BY id',
    'SELECT * FROM alert ORDER BY id',
    'SELECT * FROM scaffold ORDER BY id',
    'SELECT * FROM scaffold_day ORDER BY 1, 2',
    'SELECT * FROM scaffold_account ORDER BY 1, 2',
    'SELECT * FROM campaign_scaffold ORDER BY 1, 2',
  ]) {
    rows.push((await getPool().query(query)).rows);
  }
  return rows;
}

describe('a detection run', () => {
  const world = smallWorld();
  let db: TestDatabase;
  let early: unknown;

  beforeAll(async () => {
    db = await createTestDatabase();
    await ingest(world.filter(({ at }) => at <= CUT));
    await detect(CUT);
    early = await state();
    await db.drop();
    db = await createTestDatabase();
    await ingest(world);
  });
  afterAll(() => db.drop());

  test('at a time sees nothing that came later, though all of it is stored', async () => {
    await detect(CUT);
    expect(await state()).toEqual(early);
  });

  test('finds the operation whole and leaves people alone', async () => {
    const [found, ...others] = await campaigns();
    expect(others).toEqual([]);
    expect(found?.accounts.map(({ id }) => id).sort()).toEqual(
      Array.from({ length: 40 }, (_, i) => `pool-${i}`).sort(),
    );
    expect(found?.score).toBeGreaterThan(0.7);
    expect(found?.capabilities.rubric_grading).toBeGreaterThan(0.9);
    expect(Object.values(found?.capabilities ?? {}).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
    expect(found?.evidence.map(({ signal }) => signal)).toContain('shared-payment');
    // One job every twelve minutes for eighteen days, the one at the cut included.
    expect(found?.harvest_exchanges).toBe(18 * 120 + 1);
  });

  test('again on the same records changes nothing, and a later one keeps the id, the title and what was decided', async () => {
    const before = await state();
    await detect(CUT);
    expect(await state()).toEqual(before);
    const [first] = await campaigns();
    await getPool().query("UPDATE campaign SET status = 'confirmed', version = version + 1");
    await detect(END);
    const [later] = await campaigns();
    expect(later).toMatchObject({
      id: first?.id,
      title: first?.title,
      status: 'confirmed',
      detected_at: first?.detected_at,
    });
    expect(later?.exchanges).toBeGreaterThan(first?.exchanges ?? 0);
    const { rows } = await getPool().query('SELECT active_accounts FROM campaign');
    expect(rows).toEqual([{ active_accounts: 37 }]);
  });

  test('does not raise a dismissed campaign again on the same evidence, but says what changed when it grew', async () => {
    const [{ evidence } = { evidence: [] }] = await campaigns();
    const judged = Object.fromEntries(
      evidence.map(({ signal, log_odds }) => [signal, Math.round(log_odds * 2) / 2]),
    );
    await getPool().query("UPDATE campaign SET status = 'dismissed', judged_evidence = $1", [
      JSON.stringify(judged),
    ]);
    await detect(END);
    expect(await campaigns()).toMatchObject([{ status: 'dismissed' }]);
    const { 'shared-payment': _, ...without } = judged;
    await getPool().query('UPDATE campaign SET judged_evidence = $1', [JSON.stringify(without)]);
    await detect(END);
    expect(await campaigns()).toMatchObject([{ status: 'suspected' }]);
    const { rows } = await getPool().query("SELECT summary FROM campaign_event WHERE kind = 'raised_again'");
    expect(rows).toEqual([{ summary: expect.stringMatching(/shared payment is new/) }]);
  });

  test('marks what it no longer finds and keeps it when somebody decided on it', async () => {
    await getPool().query("UPDATE campaign SET status = 'confirmed'");
    await detect(END + 60 * DAY);
    const { rows } = await getPool().query('SELECT current, status FROM campaign');
    expect(rows).toEqual([{ current: false, status: 'confirmed' }]);
    expect(await campaigns()).toHaveLength(1);
  });
});
