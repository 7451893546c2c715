import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { SYSTEM } from '@/lib/services/fixture';
import { runDetectionVerb } from './run';
import { CUT, campaigns, DAY, END, ingest, smallWorld, state } from './small-world';

async function detect(until: number) {
  return runDetectionVerb({ until: new Date(until) }, { actor: SYSTEM });
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
