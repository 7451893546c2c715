import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { insertCampaign, insertUserRow, person, T0 } from '@/lib/services/fixture';
import { colleagues } from '@/lib/services/user/colleagues';
import { campaignActivity } from './activity';
import { noteCampaign } from './note';

const dana = { actor: person('analyst') };
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await insertCampaign({ id: 'cmp_1', accounts: ['a'] });
  await insertUserRow('u-1');
  await insertUserRow('gone', 'analyst', true);
  await getPool().query(
    `INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, summary) VALUES ('e1', 'cmp_1', $1, 'detected', 'new')`,
    [T0],
  );
  let minute = 0;
  for (const text of ['first, @u-1 please look', '<b>second</b> @gone'])
    await noteCampaign(
      { id: 'cmp_1', text },
      { ...dana, now: () => new Date(T0.getTime() + ++minute * 60_000) },
    );
});
afterAll(() => db.drop());

test('notes and findings stand together, newest first, in pages, with whom they call', async () => {
  const first = await campaignActivity({ id: 'cmp_1', limit: 2 }, dana);
  expect(first.items.map(({ kind, summary, actor, mentions }) => [kind, actor, summary, mentions])).toEqual([
    ['note', 'Dana Okafor', '<b>second</b> @gone', []],
    ['note', 'Dana Okafor', 'first, @u-1 please look', ['u-1']],
  ]);
  const rest = await campaignActivity({ id: 'cmp_1', cursor: first.next_cursor ?? '' }, dana);
  expect(rest).toMatchObject({ items: [{ kind: 'detected', actor: null }], next_cursor: null });
});

test.each([
  ['notes', 2],
  ['people', 2],
  ['detection', 1],
] as const)('%s alone', async (scope, count) => {
  expect((await campaignActivity({ id: 'cmp_1', scope }, dana)).items).toHaveLength(count);
});

test('viewers may read but not write', async () => {
  const viewer = { actor: person('viewer') };
  await expect(noteCampaign({ id: 'cmp_1', text: 'x' }, viewer)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await campaignActivity({ id: 'cmp_1' }, viewer)).items).toHaveLength(3);
  expect((await colleagues({}, viewer)).items.map(({ id }) => id)).toEqual(['u-1']);
});
