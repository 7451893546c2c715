import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePool, getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { CaseFile } from '@/lib/export/case/model';
import { caseRecords } from '@/lib/export/case/records';
import { verifyCase } from '@/lib/export/case/verify';
import { writeCase } from '@/lib/export/case/write';
import { unzip } from '@/lib/export/unzip';
import type { RedactionLevel } from '@/lib/model/case-words';
import { confirmCampaign } from '@/lib/services/campaign/confirm';
import { noteCampaign } from '@/lib/services/campaign/note';
import { runDetectionVerb } from '@/lib/services/detection/run';
import { END, ingest, smallWorld } from '@/lib/services/detection/small-world';
import { person, SYSTEM } from '@/lib/services/fixture';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { exportCase } from './export';
import { readCase } from './read';

let db: TestDatabase;
let campaign_id: string;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
  await ingest(smallWorld({ people: 120 }));
  await runDetectionVerb({ until: new Date(END), window_days: 30 }, { actor: SYSTEM });
  const { rows } = await getPool().query<{ id: string }>(
    'SELECT id FROM campaign ORDER BY score DESC LIMIT 1',
  );
  campaign_id = rows[0]?.id ?? '';
  const at = () => new Date(END + 3_600_000);
  await noteCampaign(
    { id: campaign_id, text: 'Their lawyer called.' },
    { actor: person('analyst'), now: at },
  );
  await confirmCampaign(
    { id: campaign_id, version: 1, reason: 'Four cards, one clock.' },
    { actor: person('analyst'), now: at },
  );
}, 120_000);
afterAll(() => db.drop());

async function zipOf(level: RedactionLevel): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeCase(await readCase({ campaign_id, level }), { format: 'zip' }))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('the case file of a campaign', () => {
  let file: CaseFile;
  beforeAll(async () => {
    file = await readCase({ campaign_id, level: 'internal' });
  });

  test('holds what the console shows of it', () => {
    expect(file.campaign).toMatchObject({ id: campaign_id, status: 'confirmed' });
    expect(file.accounts).toHaveLength(file.campaign.account_count);
    expect(file.filter.accounts).toMatchObject({
      total: file.accounts.length,
      included: file.accounts.length,
    });
    expect(file.accounts[0]?.identity?.payment_fingerprint).toMatch(/^card-/);
    expect(
      file.indicators.some(({ kind, value }) => kind === 'payment_fingerprint' && value === 'card-1'),
    ).toBe(true);
    expect(file.scaffolds.length).toBeGreaterThan(0);
    expect(file.scaffolds[0]?.anchors[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(file.exchanges.length).toBeGreaterThan(100);
    expect(file.exchanges.every(({ capability }) => (file.campaign.capabilities[capability] ?? 0) > 0)).toBe(
      true,
    );
    expect(file.traffic.reduce((sum, { exchanges }) => sum + exchanges, 0)).toBe(file.campaign.exchanges);
    expect(file.account_events.filter(({ kind }) => kind === 'banned')).toEqual([
      { day: '2026-10-28', kind: 'banned', accounts: 3 },
    ]);
    expect(file.decisions).toMatchObject([{ kind: 'confirm', reason: 'Four cards, one clock.' }]);
    expect(file.audit.map(({ verb }) => verb)).toContain('campaign.confirm');
    expect(file.rhythm?.lines.length).toBeGreaterThan(30);
  });

  test('is as of the newest thing in it', () => {
    expect(file.cutoff).toBe(new Date(END + 3_600_000).toISOString());
  });

  test('is refused for a campaign that is not there', async () => {
    await expect(readCase({ campaign_id: 'nothing', level: 'internal' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('made twice it is the same to the byte, also when taking it out was noted in between', async () => {
  const before = await zipOf('internal');
  await exportCase({ id: campaign_id }, { actor: SYSTEM });
  expect((await zipOf('internal')).equals(before)).toBe(true);
  const { rows } = await getPool().query("SELECT summary FROM campaign_event WHERE kind = 'case_file'");
  expect(rows).toEqual([{ summary: 'internal, TLP:AMBER+STRICT, zip' }]);
});

test.each(['partner', 'public'] as const)(
  'at %s it names no account, card, person or word of theirs',
  async (level) => {
    const { rows } = await getPool().query<{ secret: string }>(
      `SELECT id AS secret FROM account UNION SELECT payment_fingerprint FROM account WHERE payment_fingerprint IS NOT NULL
     UNION SELECT id FROM exchange`,
    );
    const secrets = new Set(rows.map(({ secret }) => secret));
    for (const unpacked of unzip(await zipOf(level), { most: 50_000_000 })) {
      const text = unpacked.read().toString('utf8');
      const found = text.match(/[\w-]+/g)?.filter((word) => secrets.has(word));
      expect(found ?? [], unpacked.name).toEqual([]);
      expect(text, unpacked.name).not.toMatch(/Dana Okafor|lawyer|Four cards, one clock/);
    }
  },
);

test('it is read back into an empty house, and again changes nothing', async () => {
  const checked = verifyCase(await zipOf('internal'));
  const lines = [...caseRecords(checked)].map((record) => Buffer.from(`${JSON.stringify(record)}\n`));
  await closePool();
  const other = await createTestDatabase();
  try {
    const take = () => acceptRecords({ input: Readable.from(lines), source: 'case' }, { actor: SYSTEM });
    const receipt = await take();
    expect(receipt.rejects).toEqual([]);
    expect(receipt.accepted).toBe(lines.length);
    const { rows } = await getPool().query(
      "SELECT (SELECT count(*)::int FROM account WHERE created_at IS NOT NULL) AS accounts, (SELECT count(*)::int FROM shared_indicator WHERE kind = 'payment_fingerprint') AS cards",
    );
    expect(rows[0].accounts).toBeGreaterThan(30);
    expect(rows[0].cards).toBe(4);
    const again = await take();
    expect(again).toMatchObject({ rejected: 0 });
    const exchanges = await getPool().query('SELECT count(*)::int AS n FROM exchange');
    expect(exchanges.rows[0].n).toBe(lines.filter((line) => line.includes('"type":"exchange"')).length);
  } finally {
    await other.drop();
  }
});
