import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { bytesOf, unpackMarks } from '@/lib/model/marks';
import { insertCampaign, SYSTEM } from '@/lib/services/fixture';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { drawLinks } from './draw-links';
import { drawRhythm } from './draw-rhythm';
import { campaignRhythm, campaignRhythmLines } from './rhythm';
import { campaignsToDraw } from './to-draw';

const UNTIL = Date.parse('2026-10-20T00:00:00Z');
const HOUR = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();
const context = { actor: SYSTEM };

/** Member i has a session of three exchanges every day at i o'clock; members 0 to 3 are banned after five days. */
function records(): object[] {
  const lines: object[] = [];
  for (let i = 0; i < 12; i++) {
    lines.push({ type: 'account', id: `m-${i}`, created_at: iso(UNTIL - 400 * HOUR), plan: 'pro' });
    const days = i < 4 ? 5 : 10;
    for (let day = 0; day < days; day++) {
      for (let k = 0; k < 3; k++) {
        lines.push({
          type: 'exchange',
          id: `${i}-${day}-${k}`,
          account_id: `m-${i}`,
          occurred_at: iso(UNTIL - (240 - 24 * day - i) * HOUR + k * 60_000),
          model: 'aster-4',
          pathway: 'api',
          prompt: 'Write a function that sorts a list.',
        });
      }
    }
    if (i < 4) {
      lines.push({
        type: 'account_event',
        account_id: `m-${i}`,
        occurred_at: iso(UNTIL - 110 * HOUR + i * 60_000),
        kind: 'banned',
      });
    }
  }
  return lines;
}

describe('the rhythm of a campaign', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    const text = records()
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
    await acceptRecords({ input: Readable.from([Buffer.from(text)]), source: 'test' }, context);
    await insertCampaign({ id: 'cmp_1', accounts: Array.from({ length: 12 }, (_, i) => `m-${i}`) });
    await getPool().query(
      "INSERT INTO detection_run (id, until, window_days, started_at) VALUES ('run_9', $1, 30, now())",
      [new Date(UNTIL)],
    );
    await getPool().query("UPDATE campaign SET run_id = 'run_9'");
  });
  afterAll(() => db.drop());

  test('is missing until it is drawn, and due again after the next run', async () => {
    expect(await campaignRhythm({ id: 'cmp_1' }, context)).toEqual({ picture: null });
    expect(await campaignsToDraw()).toEqual(['cmp_1']);
    await drawRhythm('cmp_1');
    expect(await campaignsToDraw()).toEqual(['cmp_1']);
    await drawLinks('cmp_1');
    expect(await campaignsToDraw()).toEqual([]);
    const { picture } = await campaignRhythm({ id: 'cmp_1' }, context);
    expect(picture).toMatchObject({
      stale: false,
      lines: 12,
      marks: 4 * 5 + 8 * 10,
      models: [{ name: 'aster-4', released_at: null }],
      released: null,
      pools: [{ accounts: 12 }],
      waves: [{ at: iso(UNTIL - 110 * HOUR), accounts: 4 }],
    });
    expect(picture?.strip.pools.flat().reduce((a, b) => a + b, 0)).toBe(100);
  });

  test('shows one line an account, one mark a session, in pages', async () => {
    const first = await campaignRhythmLines({ id: 'cmp_1', sort: 'first', limit: 5 }, context);
    expect(first.items.map(({ id, marks }) => [id, marks])).toEqual([
      ['m-0', 5],
      ['m-1', 5],
      ['m-2', 5],
      ['m-3', 5],
      ['m-4', 10],
    ]);
    expect(first.items[4]).toMatchObject({ exchanges: 30, turn: 86_400, turn_spread: 0, banned_at: null });
    const marks = unpackMarks(bytesOf(first.marks));
    expect(marks.length).toBe(30);
    expect([marks.lengths[0], marks.exchanges[0], marks.pathways[0]]).toEqual([120, 3, 0]);
    const rest = await campaignRhythmLines(
      { id: 'cmp_1', sort: 'first', cursor: first.next_cursor ?? '' },
      context,
    );
    expect(rest.from).toBe(5);
    expect(rest.items).toHaveLength(7);
    expect(rest.next_cursor).toBeNull();
  });

  test('every order shows every line once', async () => {
    for (const sort of ['first', 'pool', 'similarity'] as const) {
      const { items } = await campaignRhythmLines({ id: 'cmp_1', sort }, context);
      expect(new Set(items.map(({ id }) => id)).size).toBe(12);
    }
  });

  test('drawn twice it is the same', async () => {
    const state = async () =>
      (await getPool().query('SELECT * FROM campaign_rhythm_line ORDER BY account_key')).rows;
    const before = await state();
    await drawRhythm('cmp_1');
    expect(await state()).toEqual(before);
  });

  test('refuses what is not there and cursors of other lists', async () => {
    await expect(campaignRhythm({ id: 'cmp_none' }, context)).rejects.toMatchObject({ code: 'not_found' });
    await expect(campaignRhythmLines({ id: 'cmp_1', cursor: 'x' }, context)).rejects.toMatchObject({
      code: 'invalid',
    });
    await drawRhythm('cmp_none');
  });
});
