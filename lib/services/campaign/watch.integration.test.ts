import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { listAlerts } from '@/lib/services/alert/list';
import { insertCampaign, insertUserRow, key, person, T0 } from '@/lib/services/fixture';
import { myConcerns } from './concerns';
import { confirmCampaign } from './confirm';
import { campaignHead } from './header';
import { noteCampaign } from './note';
import { listCampaignRows } from './rows';
import { seeCampaign } from './see';
import { unwatchCampaign } from './unwatch';
import { watchCampaign } from './watch';

const dana = person('analyst', 'Dana Okafor');
const lee = person('analyst', 'Lee Moreau');
const at = (minutes: number) => () => new Date(T0.getTime() + minutes * 60_000);
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  for (const id of ['cmp_1', 'cmp_2', 'cmp_3']) await insertCampaign({ id, accounts: [`a-${id}`] });
  await insertUserRow(dana.id);
});
afterAll(() => db.drop());

const concerns = async (actor = dana, minute = 60) =>
  (await myConcerns({}, { actor, now: at(minute) })).items.map((item) => [
    item.campaign.id,
    item.kind,
    item.calls_you,
  ]);

test('whoever watches a campaign has its alerts and what others do to it', async () => {
  const mine = async () =>
    (await listAlerts({ view: 'mine' }, { actor: dana, now: at(5) })).items.map(
      ({ campaign }) => campaign.id,
    );
  expect(await mine()).toEqual([]);
  await watchCampaign({ id: 'cmp_1' }, { actor: dana, now: at(0) });
  await watchCampaign({ id: 'cmp_1' }, { actor: dana, now: at(1) });
  expect(await mine()).toEqual(['cmp_1']);
  expect(await campaignHead({ id: 'cmp_1' }, { actor: dana })).toMatchObject({ watching: true, watchers: 1 });
  expect(await campaignHead({ id: 'cmp_1' }, { actor: lee })).toMatchObject({ watching: false, watchers: 1 });
  const { items } = await listCampaignRows({ owner: 'watched' }, { actor: dana });
  expect(items.map(({ id }) => id)).toEqual(['cmp_1']);

  // One's own notes are no news, those of others are; of a campaign the last one.
  await noteCampaign({ id: 'cmp_1', text: 'Mine.' }, { actor: dana, now: at(2) });
  expect(await concerns()).toEqual([]);
  await noteCampaign({ id: 'cmp_1', text: 'Theirs.' }, { actor: lee, now: at(3) });
  await confirmCampaign({ id: 'cmp_1', version: 1, reason: 'One card.' }, { actor: lee, now: at(4) });
  expect(await concerns()).toEqual([['cmp_1', 'confirmed', false]]);

  // It is new until they look, to them alone; what a run writes under an earlier time is new all the same.
  const unseen = async (actor = dana) =>
    (await listCampaignRows({}, { actor })).items.find(({ id }) => id === 'cmp_1')?.unseen;
  expect([await unseen(), await unseen(lee)]).toEqual([2, null]);
  expect(await campaignHead({ id: 'cmp_1' }, { actor: dana })).toMatchObject({ unseen: 2 });
  await seeCampaign({ id: 'cmp_1' }, { actor: dana, now: at(5) });
  expect([await unseen(), await concerns()]).toEqual([0, []]);
  await getPool().query(
    "INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, summary) VALUES ('late', 'cmp_1', $1, 'jumped', 'more')",
    [at(1)()],
  );
  expect(await unseen()).toBe(1);
});

test('a note that calls somebody reaches them, once, whether they watch or not', async () => {
  const name = `${dana.id}@example.org`;
  await noteCampaign({ id: 'cmp_2', text: `@${name} look at the second card` }, { actor: lee, now: at(10) });
  await noteCampaign({ id: 'cmp_1', text: `and here, @${name}` }, { actor: lee, now: at(11) });
  expect(await concerns()).toEqual([
    ['cmp_1', 'note', true],
    ['cmp_2', 'note', true],
  ]);
  expect(await concerns(lee)).toEqual([]);
  expect(await concerns(dana, 21 * 24 * 60)).toEqual([]);
});

test('and it ends when they do not watch any more', async () => {
  await unwatchCampaign({ id: 'cmp_1' }, { actor: dana });
  expect((await concerns()).map(([id, , called]) => [id, called])).toEqual([
    ['cmp_1', true],
    ['cmp_2', true],
  ]);
  await expect(unwatchCampaign({ id: 'cmp_1' }, { actor: dana })).rejects.toMatchObject({
    code: 'precondition',
  });
  await expect(watchCampaign({ id: 'cmp_1' }, { actor: key('read') })).rejects.toMatchObject({
    code: 'precondition',
  });
});
