import { createHash } from 'node:crypto';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { verifyCase } from '@/lib/export/case/verify';
import { shareCampaign } from '@/lib/services/campaign/share';
import { downloadCase } from '@/lib/services/case/download';
import { getCase } from '@/lib/services/case/get';
import { listCases } from '@/lib/services/case/list';
import { requestCase } from '@/lib/services/case/request';
import { insertCampaign, person, SYSTEM } from '@/lib/services/fixture';
import { getSharing } from '@/lib/services/share/get';
import { settleShares } from '@/lib/services/share/settle';
import { sweepCases } from './tasks/sweep-cases';
import { makeCaseFile } from './tasks/write-case';

let db: TestDatabase;
const dana = person('analyst');
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
  await insertCampaign({ id: 'cmp', accounts: ['a-1', 'a-2', 'a-3'] });
});
afterAll(() => db.drop());

async function bytesOf(id: string): Promise<Buffer> {
  const { pieces } = await downloadCase({ id }, { actor: dana });
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

test('what was asked for is written once a worker is there, and given out as it was written', async () => {
  const asked = await requestCase({ id: 'cmp', level: 'partner' }, { actor: dana });
  expect(asked).toMatchObject({ status: 'waiting', tlp: 'TLP:AMBER', requested_by: { name: dana.name } });
  await expect(downloadCase({ id: asked.id }, { actor: dana })).rejects.toMatchObject({
    code: 'precondition',
  });
  const queue = createPool(db.url, { types: pg.types, max: 1 });
  await runMigrations({ pgPool: queue });
  await queue.end();
  expect(await sweepCases()).toMatchObject({ asked: 1 });
  expect(await sweepCases()).toMatchObject({ asked: 0 });

  await makeCaseFile(asked.id);
  const made = await getCase({ id: asked.id }, { actor: dana });
  const bytes = await bytesOf(asked.id);
  expect(made).toMatchObject({
    status: 'done',
    progress: 1,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(verifyCase(bytes)).toMatchObject({
    faults: [],
    manifest: { redaction: 'partner', campaign_id: 'cmp' },
  });
  const { rows } = await getPool().query(
    "SELECT verb FROM audit_entry WHERE entity = 'case_file' ORDER BY seq",
  );
  expect(rows.map(({ verb }) => verb)).toEqual(['case.request', 'case.finish', 'case.download']);
});

test('asked for again it is the same file', async () => {
  const ids = [];
  for (let i = 0; i < 2; i++) {
    const { id } = await requestCase({ id: 'cmp' }, { actor: dana });
    await makeCaseFile(id);
    ids.push(id);
  }
  expect((await bytesOf(ids[0] ?? '')).equals(await bytesOf(ids[1] ?? ''))).toBe(true);
});

test('a worker that was killed half way leaves nothing behind in the file', async () => {
  const { id } = await requestCase({ id: 'cmp' }, { actor: dana });
  await getPool().query('UPDATE case_file SET progress = 0.4 WHERE id = $1', [id]);
  await getPool().query("INSERT INTO case_file_piece VALUES ($1, 0, 'half'), ($1, 7, 'more')", [id]);
  expect(await getCase({ id }, { actor: dana })).toMatchObject({ status: 'writing' });
  await makeCaseFile(id);
  expect(verifyCase(await bytesOf(id)).faults).toEqual([]);
  expect(await makeCaseFile(id)).toBeNull();
});

test('what cannot be written says why', async () => {
  const { id } = await requestCase({ id: 'cmp' }, { actor: dana });
  process.env.RETORT_CASE_KEY = 'not a key';
  try {
    await makeCaseFile(id);
  } finally {
    delete process.env.RETORT_CASE_KEY;
  }
  expect(await getCase({ id }, { actor: dana })).toMatchObject({
    status: 'failed',
    trouble: expect.stringContaining('RETORT_CASE_KEY is no Ed25519 key'),
  });
});

test('what others told in confidence after it was asked for keeps it in the house, a file and a share alike', async () => {
  await insertCampaign({ id: 'told', status: 'confirmed', accounts: ['t-1', 't-2'] });
  const file = await requestCase({ id: 'told', level: 'partner' }, { actor: dana });
  await shareCampaign({ id: 'told', tlp: 'TLP:GREEN', reason: 'Others see it too.' }, { actor: SYSTEM });
  await getPool().query(
    `INSERT INTO campaign_evidence (campaign_id, signal, about, log_odds, summary, baseline, details)
     VALUES ('told', 'reported-elsewhere', 'coordination', 2, 's', 'b', '{"source": "North Lab", "tlp": "TLP:AMBER+STRICT"}')`,
  );
  await makeCaseFile(file.id);
  const why = expect.stringMatching(
    /rests on what North Lab told at TLP:AMBER\+STRICT, which may not go out at/,
  );
  expect(await getCase({ id: file.id }, { actor: dana })).toMatchObject({ status: 'failed', trouble: why });
  expect(await settleShares('told')).toEqual({ published: 0, withdrawn: 0 });
  expect((await getSharing({ id: 'told' }, { actor: dana })).items).toMatchObject([
    { tlp: 'TLP:GREEN', status: 'failed', trouble: why },
  ]);
  expect((await getPool().query('SELECT 1 FROM shared_object')).rowCount).toBe(0);
});

test('its bytes are forgotten when it has expired, and the list still says what it was', async () => {
  const { id } = await requestCase({ id: 'cmp', level: 'public' }, { actor: dana });
  await makeCaseFile(id);
  const later = () => new Date(Date.now() + 15 * 86_400_000);
  expect((await sweepCases(later)).forgotten).toBeGreaterThan(0);
  const { items } = await listCases({ id: 'cmp' }, { actor: SYSTEM, now: later });
  expect(items[0]).toMatchObject({ id, status: 'expired', level: 'public' });
  expect(items.length).toBeGreaterThan(3);
  await expect(downloadCase({ id }, { actor: dana, now: later })).rejects.toMatchObject({
    message: 'It has expired: make it again.',
  });
});

test('whoever asks in a loop is stopped', async () => {
  await insertCampaign({ id: 'loop', accounts: ['a-9'] });
  const ask = () => requestCase({ id: 'loop' }, { actor: dana });
  for (let i = 0; i < 10; i++) await ask();
  await expect(ask()).rejects.toMatchObject({ code: 'busy' });
  const { items } = await listCases({ id: 'loop' }, { actor: SYSTEM });
  await makeCaseFile(items[0]?.id ?? '');
  expect(await ask()).toMatchObject({ status: 'waiting' });
});
