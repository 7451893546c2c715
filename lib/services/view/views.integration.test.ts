import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { insertCampaign, insertUserRow, person, T0 } from '@/lib/services/fixture';
import { deleteView } from './delete';
import { listViews } from './list';
import { provideViews } from './provide';
import { saveView } from './save';
import { shareView } from './share';

let db: TestDatabase;
const dana = person('analyst', 'Dana Okafor');
const mateo = person('analyst', 'Mateo Ruiz');
const by = (actor: typeof dana) => ({ actor, now: () => T0 });

beforeAll(async () => {
  db = await createTestDatabase();
  await insertUserRow(dana.id);
  await insertCampaign({ id: 'one', score: 0.95 });
  await insertCampaign({ id: 'two', score: 0.5 });
});
afterAll(() => db.drop());

test('a view is one’s own until it is shared, comes with its count, and is changed against its version', async () => {
  const saved = await saveView({ name: 'Critical', page: 'queue', query: 'severity=critical' }, by(dana));
  await saveView({ name: 'Campaigns by volume', page: 'campaigns', query: 'sort=exchanges' }, by(dana));
  expect((await listViews({}, by(mateo))).items).toEqual([]);
  expect((await listViews({}, by(dana))).items).toMatchObject([
    { name: 'Campaigns by volume', count: null, mine: true, shared: false },
    { name: 'Critical', count: 2, mine: true, owner: { id: dana.id } },
  ]);

  const shared = await shareView({ id: saved.id, version: saved.version, shared: true }, by(dana));
  expect((await listViews({}, by(mateo))).items).toMatchObject([
    { name: 'Critical', mine: false, shared: true },
  ]);
  await expect(
    saveView(
      { id: saved.id, version: shared.version, name: 'Mine now', page: 'queue', query: '' },
      by(mateo),
    ),
  ).rejects.toMatchObject({ code: 'forbidden' });
  await expect(
    saveView({ id: saved.id, version: saved.version, name: 'Critical', page: 'queue', query: '' }, by(dana)),
  ).rejects.toMatchObject({ code: 'conflict', message: 'Dana Okafor changed who sees this view just now.' });

  await deleteView({ id: saved.id, version: shared.version }, by(dana));
  expect((await listViews({}, by(mateo))).items).toEqual([]);
});

test('views are paged, by name', async () => {
  for (let n = 0; n < 7; n++) await saveView({ name: `View ${n}`, page: 'queue', query: '' }, by(mateo));
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listViews({ limit: 3, cursor }, by(mateo));
    names.push(...page.items.map(({ name }) => name));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(names).toEqual(Array.from({ length: 7 }, (_, n) => `View ${n}`));
});

test('where nobody made a view there are a few, once, which an administrator may clear up', async () => {
  await getPool().query('DELETE FROM saved_view');
  await provideViews();
  await provideViews();
  const { items } = await listViews({}, by(dana));
  expect(items.map(({ name, shared, mine, owner }) => [name, shared, mine, owner.name])).toEqual([
    ['Critical, unclaimed', true, false, 'Retort'],
    ['Due today', true, false, 'Retort'],
    ['Successors', true, false, 'Retort'],
  ]);
  for (const view of items) expect(view.count, view.name).not.toBeNull();
  const first = { id: items[0]?.id ?? '', version: items[0]?.version ?? 0 };
  await expect(deleteView(first, by(dana))).rejects.toMatchObject({ code: 'forbidden' });
  await deleteView(first, by(person('admin', 'Noor Haddad')));
  expect((await listViews({}, by(dana))).items).toHaveLength(2);
});
