import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { PRESENCE_MS } from '@/lib/model/queue';
import { insertCampaign, insertUserRow, key, person, T0 } from '@/lib/services/fixture';
import { beat } from './beat';

let db: TestDatabase;
const dana = person('analyst', 'Dana Okafor');
const mateo = person('viewer', 'Mateo Ruiz');
const by = (actor: typeof dana, ms = 0) => ({ actor, now: () => new Date(T0.getTime() + ms) });

beforeAll(async () => {
  db = await createTestDatabase();
  for (const { id } of [dana, mateo]) await insertUserRow(id);
  await insertCampaign({ id: 'one' });
});
afterAll(() => db.drop());

test('who looks at an alert is shown to others, from all of their windows, until a minute after the last sign', async () => {
  await beat({ tab: 't1', alert: 'alert-one' }, by(mateo));
  await beat({ tab: 't2', alert: 'alert-two' }, by(mateo, 1_000));
  const seen = await beat({ tab: 't1', alert: 'alert-one' }, by(dana, 2_000));
  expect(seen).toEqual({
    here: [{ id: mateo.id, name: mateo.id, alerts: ['alert-one', 'alert-two'] }],
    looking_at: { id: 'alert-one', version: 1 },
  });
  await beat({ tab: 't2', alert: null }, by(mateo, PRESENCE_MS));
  const later = await beat({ tab: 't1', alert: null }, by(dana, PRESENCE_MS + 1));
  expect(later).toEqual({ here: [{ id: mateo.id, name: mateo.id, alerts: [] }], looking_at: null });
  expect((await beat({ tab: 't1', alert: null }, by(dana, 3 * PRESENCE_MS))).here).toEqual([]);
});

test('keys are never here, and a window has a name of its own', async () => {
  await expect(beat({ tab: 't1', alert: null }, { actor: key('read') })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(beat({ tab: '<b>', alert: null }, by(dana))).rejects.toMatchObject({ code: 'invalid' });
});
