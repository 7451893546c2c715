import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rollCampaignDays } from '@/lib/db/campaign-days';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { capabilityIndex } from '@/lib/model/capability';
import { accountKey, key64 } from '@/lib/model/hash';
import { insertAccount, insertCampaign, key, person } from '@/lib/services/fixture';
import { capabilityCampaignsQuery } from './campaigns';
import { capabilityDrillQuery } from './drill';
import { capabilityGridQuery } from './grid';
import { capabilityPivotsQuery } from './pivots';

const viewer = { actor: person('viewer') };
const DAY = 86_400_000;
/** A Monday, and the days of data that follow. */
const START = Date.UTC(2026, 8, 7);
const DAYS = 60;
const OLD = key64('model\0aster-4');
const NEW = key64('model\0aster-5');
const CODING = capabilityIndex('coding');
const GRADING = capabilityIndex('rubric_grading');
const RELEASED = START + 50 * DAY + 3_600_000;

const dayOf = (n: number) => new Date(START + n * DAY).toISOString().slice(0, 10);

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  const pool = getPool();
  await pool.query(
    `INSERT INTO model (key, name, released_at, first_seen) VALUES ($1, 'aster-4', $3, $3), ($2, 'aster-5', $4, $4)`,
    [OLD, NEW, new Date(START - 90 * DAY), new Date(RELEASED)],
  );
  await insertCampaign({ id: 'cmp_1', accounts: ['bad-1'] });
  await insertCampaign({ id: 'cmp_2', status: 'dismissed', accounts: ['bad-2'] });
  for (let n = 0; n < DAYS; n++) {
    const noon = new Date(START + n * DAY + DAY / 2);
    await pool.query(`INSERT INTO capability_day VALUES ($1, $2, $3, 0, 100, 1), ($1, $4, $3, 2, 10, 1)`, [
      dayOf(n),
      CODING,
      OLD,
      GRADING,
    ]);
    for (const campaign of ['cmp_1', 'cmp_2']) {
      await pool.query(
        `INSERT INTO campaign_hour VALUES ($1, $2, $3, $4, 0, 40, 30), ($1, $2, $5, $4, 0, 10, $6)`,
        [campaign, noon, CODING, OLD, GRADING, n >= 50 ? 10 : 1],
      );
    }
  }
  await pool.query(`INSERT INTO campaign_hour VALUES ('cmp_1', $1, $2, $3, 0, 50, 50)`, [
    new Date(RELEASED + 5 * 3_600_000),
    CODING,
    NEW,
  ]);
  for (const campaign of ['cmp_1', 'cmp_2']) await rollCampaignDays(pool, campaign, new Date(START));
  for (let n = 0; n < 4; n++) {
    await insertAccount(`peer-${n}`);
    await pool.query('UPDATE account SET first_seen = $2, last_seen = $3 WHERE id = $1', [
      `peer-${n}`,
      new Date(START),
      new Date(RELEASED + DAY),
    ]);
    await pool.query(
      'INSERT INTO account_hour VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0), ($1, $2, $3, $6, $7, 0, 0, 0, 0)',
      [accountKey(`peer-${n}`), new Date(RELEASED + 2 * 3_600_000), CODING, OLD, 10 - n, NEW, n],
    );
  }
  await pool.query(`INSERT INTO scaffold VALUES ('F-1', 'Grade ⟨…⟩', $1, 3, 99, $2, $2, '{}', '[]')`, [
    GRADING,
    new Date(START),
  ]);
  await pool.query(`INSERT INTO scaffold_day VALUES ('F-1', $1, 3, 60), ('F-1', $2, 3, 39)`, [
    dayOf(0),
    dayOf(55),
  ]);
  await pool.query(`INSERT INTO campaign_scaffold VALUES ('cmp_1', 'F-1', 3, 99)`);
});
afterAll(() => db.drop());

const sum = (values: readonly number[] | undefined) => (values ?? []).reduce((total, n) => total + n, 0);

describe('who holds what', () => {
  const sides = async (filter: object) =>
    (await capabilityCampaignsQuery(filter, viewer)).items.map(({ id, harvest }) => [id, harvest]);

  it('is told by model: of the harvest, and of all traffic', async () => {
    const harvest = 30 * DAYS + 50 + 10 * 10;
    expect(await sides({ by: 'model' })).toEqual([
      ['aster-4', harvest],
      ['aster-5', 50],
    ]);
    expect(await sides({ by: 'model', scope: 'all' })).toEqual([['aster-4', 110 * DAYS]]);
  });

  it('is told by pathway, narrowed like everything else', async () => {
    expect(await sides({ by: 'pathway', scope: 'all' })).toEqual([
      ['api', 100 * DAYS],
      ['cloud', 10 * DAYS],
    ]);
    expect(
      await sides({ by: 'pathway', scope: 'all', model: 'aster-4', from: dayOf(1), to: dayOf(2) }),
    ).toEqual([
      ['api', 200],
      ['cloud', 20],
    ]);
  });
});

describe('the grid', () => {
  it('goes by week over a long range, and holds the harvest of campaigns that stand', async () => {
    const grid = await capabilityGridQuery({}, viewer);
    expect(grid.unit).toBe('week');
    expect(grid.buckets[0]).toBe(dayOf(0));
    expect(grid.buckets).toHaveLength(9);
    expect(sum(grid.rows[CODING]?.exchanges)).toBe(30 * DAYS + 50);
    expect(sum(grid.rows[GRADING]?.exchanges)).toBe(50 + 10 * 10);
    expect(grid.releases.map(({ model }) => model)).toEqual(['aster-5']);
    expect(grid.span).toEqual({ from: dayOf(0), to: dayOf(DAYS - 1) });
  });

  it('goes by day over a short one, with days before it to compare with', async () => {
    const grid = await capabilityGridQuery({ from: dayOf(50), to: dayOf(55), scope: 'all' }, viewer);
    expect(grid.unit).toBe('day');
    expect(grid.buckets.slice(grid.shown_from)).toEqual([50, 51, 52, 53, 54, 55].map(dayOf));
    expect(grid.shown_from).toBe(14);
    expect(sum(grid.rows[CODING]?.exchanges)).toBe(20 * 100);
  });

  it('counts every day there is, whatever days are shown', async () => {
    const whole = await capabilityGridQuery({ scope: 'all' }, viewer);
    const part = await capabilityGridQuery({ scope: 'all', from: dayOf(50), to: dayOf(55) }, viewer);
    expect(part.days).toEqual(Array(DAYS).fill(110));
    expect(whole.days).toEqual(part.days);
    const harvest = await capabilityGridQuery(
      { from: dayOf(50), to: dayOf(50), status: 'confirmed' },
      viewer,
    );
    expect(sum(harvest.days)).toBe(0);
  });

  it.each([
    [{ status: 'dismissed' as const }, 30 * DAYS],
    [{ model: 'aster-5' }, 50],
    [{ pathway: 'cloud' }, 0],
    [{ pathway: 'no such word' }, 0],
    [{ scope: 'all' as const, pathway: 'api' }, 100 * DAYS],
    [{ scope: 'all' as const, pathway: 'cloud' }, 0],
  ])('narrows by %o', async (filter, expected) => {
    expect(sum((await capabilityGridQuery(filter, viewer)).rows[CODING]?.exchanges)).toBe(expected);
  });

  it('refuses a day that is none, and whoever may only bring records in', async () => {
    await expect(capabilityGridQuery({ from: 'yesterday' }, viewer)).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(capabilityGridQuery({}, { actor: key('ingest') })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('beside the grid', () => {
  it('says what each campaign harvested, as shares', async () => {
    const { items, total } = await capabilityCampaignsQuery({ to: dayOf(9) }, viewer);
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ id: 'cmp_1', harvest: 310 });
    expect(items[0]?.shares.coding).toBeCloseTo(300 / 310);
  });

  it('says how much of a campaign moved to a model within a day, and of how many others', async () => {
    const { items } = await capabilityPivotsQuery({}, viewer);
    expect(items.map(({ model }) => model)).toEqual(['aster-5']);
    expect(items[0]?.campaigns).toEqual([
      { id: 'cmp_1', title: 'A harvest of coding', share: 0.5, exchanges: 100 },
    ]);
    expect(items[0]?.peers).toMatchObject({ accounts: 4 });
    expect(items[0]?.peers?.median).toBeCloseTo(0.15);
  });

  it('says which families and campaigns stand behind a cell', async () => {
    const week = { from: dayOf(49), to: dayOf(55) };
    const drill = await capabilityDrillQuery({ capability: 'rubric_grading', ...week }, viewer);
    expect(drill.exchanges).toBe(1 + 6 * 10);
    expect(drill.campaigns).toEqual([{ id: 'cmp_1', title: 'A harvest of coding', exchanges: 61 }]);
    expect(drill.scaffolds).toMatchObject([{ id: 'F-1', exchanges: 39, campaign: { id: 'cmp_1' } }]);
    const other = await capabilityDrillQuery(
      { capability: 'rubric_grading', campaign: 'cmp_2', ...week },
      viewer,
    );
    expect(other).toEqual({ exchanges: 0, scaffolds: [], campaigns: [] });
  });
});
