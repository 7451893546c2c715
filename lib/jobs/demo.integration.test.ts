import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey } from '@/lib/model/hash';
import { banAccount } from '@/lib/services/account/ban';
import { getDemo } from '@/lib/services/demo/get';
import { requestDemoLoad } from '@/lib/services/demo/request-load';
import { requestDemoRemoval } from '@/lib/services/demo/request-removal';
import { runDetectionVerb } from '@/lib/services/detection/run';
import { END, ingest, smallWorld } from '@/lib/services/detection/small-world';
import { person, SYSTEM } from '@/lib/services/fixture';
import { tiny } from '@/lib/simulate/scenarios/tiny';
import { loadDemo } from './demo-load';
import { workOnDemo } from './work-on-demo';

let db: TestDatabase;
const as = { actor: person('admin') };
const removal = { word: 'remove', reason: 'Our own records are here.' } as const;
const none = async () => {};

beforeAll(async () => {
  db = await createTestDatabase();
  await ingest(smallWorld({ people: 20 }));
});
afterAll(() => db.drop());

/** All that is kept of records, apart from when rows were written. */
async function kept(): Promise<unknown> {
  const state: unknown[] = [];
  for (const query of [
    'SELECT key, id, exchanges FROM account ORDER BY key',
    'SELECT account_key, occurred_at, id FROM exchange ORDER BY 1, 2, 3',
    'SELECT * FROM traffic_hour ORDER BY 1',
    'SELECT * FROM capability_day ORDER BY 1, 2, 3, 4',
    'SELECT account_key, indicator_key, exchanges FROM account_indicator ORDER BY 1, 2',
    'SELECT key FROM indicator ORDER BY 1',
    'SELECT key, name FROM model ORDER BY 1',
    'SELECT account_key, hour, exchanges FROM account_hour ORDER BY 1, 2, capability, model_key',
    'SELECT id FROM enforcement_order ORDER BY 1',
    'SELECT id FROM decision ORDER BY 1',
  ])
    state.push((await getPool().query(query)).rows);
  return state;
}

test('the demonstration goes without a trace but in the audit log, and real records stay to the row', async () => {
  const before = await kept();
  const { others } = await getDemo({}, as);
  await expect(requestDemoRemoval(removal, as)).rejects.toMatchObject({ code: 'precondition' });
  await loadDemo(new Date(END), none, tiny);
  const loaded = await getDemo({}, as);
  expect(loaded).toMatchObject({ others, task: null });
  expect(loaded.accounts).toBeGreaterThan(10);
  await expect(requestDemoLoad({}, as)).rejects.toMatchObject({ code: 'precondition' });

  await runDetectionVerb({ until: new Date(END) }, { actor: SYSTEM });
  const { rows } = await getPool().query<{ id: string }>(
    "SELECT a.id FROM demo_mark d JOIN account a ON a.key = d.key WHERE d.kind = 'account' AND a.status = 'active' ORDER BY a.id LIMIT 1",
  );
  await banAccount({ id: rows[0]?.id ?? '', version: 1, reason: removal.reason }, { actor: SYSTEM });
  const own = await getPool().query<{ id: string }>('SELECT id FROM campaign ORDER BY id');
  const { id } = await requestDemoRemoval(removal, as);
  await expect(requestDemoRemoval(removal, as)).rejects.toMatchObject({ code: 'busy' });
  expect(await workOnDemo(id)).toBe(true);
  expect(await kept()).toEqual(before);
  expect(await getDemo({}, as)).toMatchObject({
    accounts: 0,
    others,
    task: { kind: 'remove', status: 'done' },
  });

  // The operation of the real records is still a campaign; nothing else refers to what is gone.
  const after = await getPool().query<{ id: string; mine: boolean }>(
    `SELECT c.id, bool_and(m.account_key = ANY($1::bigint[])) AS mine FROM campaign c JOIN campaign_account m ON m.campaign_id = c.id
      GROUP BY 1 ORDER BY 1`,
    [Array.from({ length: 40 }, (_, i) => accountKey(`pool-${i}`))],
  );
  expect(after.rows.map(({ mine }) => mine)).toEqual([true]);
  expect(own.rows.map((row) => row.id)).toContain(after.rows[0]?.id);
  const said = await getPool().query("SELECT verb FROM audit_entry WHERE entity = 'demo' ORDER BY seq");
  expect(said.rows.map(({ verb }) => verb)).toEqual(['demo.mark', 'demo.request_removal', 'demo.remove']);
  expect(await workOnDemo(id)).toBe(false);
});
