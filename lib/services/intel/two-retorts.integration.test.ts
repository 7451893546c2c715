import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET } from '@/app/taxii2/[[...path]]/route';
import { createPool, getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { Line } from '@/lib/enforce/line';
import { inlineParser } from '@/lib/ingest/parser';
import { confirmCampaign } from '@/lib/services/campaign/confirm';
import { drawLinks } from '@/lib/services/campaign/draw-links';
import { drawRhythm } from '@/lib/services/campaign/draw-rhythm';
import { campaignHead } from '@/lib/services/campaign/header';
import { shareCampaign } from '@/lib/services/campaign/share';
import { unshareCampaign } from '@/lib/services/campaign/unshare';
import { requestCase } from '@/lib/services/case/request';
import { runDetectionVerb } from '@/lib/services/detection/run';
import { person, SYSTEM } from '@/lib/services/fixture';
import { sightIndicator } from '@/lib/services/indicator/sight';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { addPeer } from '@/lib/services/peer/add';
import { getSharing } from '@/lib/services/share/get';
import { settleShares } from '@/lib/services/share/settle';
import { tiny } from '@/lib/simulate/scenarios/tiny';
import { simulate } from '@/lib/simulate/simulate';
import { addIntelSource } from './add-source';
import { listIntelIndicators } from './list-indicators';
import { matchReceived } from './match';
import { PAGE_BYTES, pollSource } from './poll';

/**
 * Two providers, each with a database and a server of its own on this machine. One operator has accounts at both, and none of them at
 * both. The northern one finds it and shares it; the southern one is told no account and finds those that are its own.
 */

const END = Date.UTC(2026, 10, 20);
const NOW = new Date(END);
const at = { now: () => NOW };
/** The operator's accounts at the southern provider are too few for a run to make a campaign of. */
const SOUTHERN = 3;
const OPERATOR = 'copper-still';

interface Provider {
  name: string;
  db: TestDatabase;
  pool: Pool;
  server: Server;
  root: string;
}

const HELD = Symbol.for('retort.pool');
const process_ = globalThis as unknown as Record<symbol, Pool | undefined>;
let north: Provider;
let south: Provider;
let operators: { north: string[]; south: string[] };

/** Does something as one of them: with its database and its name. */
async function as<T>(provider: Provider, work: () => Promise<T>): Promise<T> {
  const before = {
    pool: process_[HELD],
    url: process.env.DATABASE_URL,
    name: process.env.RETORT_ORGANIZATION,
  };
  process_[HELD] = provider.pool;
  process.env.DATABASE_URL = provider.db.url;
  process.env.RETORT_ORGANIZATION = provider.name;
  try {
    return await work();
  } finally {
    process_[HELD] = before.pool;
    process.env.DATABASE_URL = before.url;
    process.env.RETORT_ORGANIZATION = before.name;
  }
}

/** A server that hands every request to the route of the TAXII server, as its own provider. */
async function provide(name: string): Promise<Provider> {
  const db = await createTestDatabase();
  const provider = { name, db, pool: createPool(db.url) } as Provider;
  provider.server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const path = url.pathname.split('/').slice(2).filter(Boolean).map(decodeURIComponent);
    const headers = Object.entries(request.headers).filter(
      (one): one is [string, string] => typeof one[1] === 'string',
    );
    as(provider, async () => {
      const answer = await GET(new Request(url, { headers }), { params: Promise.resolve({ path }) });
      return { answer, body: Buffer.from(await answer.arrayBuffer()) };
    }).then(
      ({ answer, body }) => response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body),
      () => response.destroy(),
    );
  });
  await new Promise<void>((listening) => provider.server.listen(0, '127.0.0.1', listening));
  provider.root = `http://127.0.0.1:${(provider.server.address() as AddressInfo).port}/taxii2/share/`;
  return provider;
}

/** One world dealt out: of the operator's accounts few go south, of everybody else every other; none to both. */
function dealt(): { lines: Record<'north' | 'south', object[]>; operators: typeof operators } {
  const world = [...simulate({ scenario: tiny, seed: 3, end: END })];
  const accountOf = ({ record }: (typeof world)[number]) =>
    record.type === 'account' ? record.id : 'account_id' in record ? record.account_id : null;
  const campaigns = new Map<string, string>();
  for (const made of world) {
    const account = accountOf(made);
    if (account !== null && made.campaign !== undefined) campaigns.set(account, made.campaign);
  }
  const lines = { north: [] as object[], south: [] as object[] };
  const own = { north: [] as string[], south: [] as string[] };
  const sides = new Map<string, 'north' | 'south'>();
  for (const made of world) {
    const account = accountOf(made);
    if (account === null) {
      lines.north.push(made.record);
      lines.south.push(made.record);
      continue;
    }
    const campaign = campaigns.get(account);
    if (campaign !== undefined && campaign !== OPERATOR) continue;
    let side = sides.get(account);
    if (!side) {
      side =
        campaign === undefined
          ? sides.size % 2
            ? 'north'
            : 'south'
          : own.south.length < SOUTHERN
            ? 'south'
            : 'north';
      if (campaign !== undefined) own[side].push(account);
      sides.set(account, side);
    }
    lines[side].push(made.record);
  }
  return { lines, operators: own };
}

async function ingest(records: readonly object[]): Promise<void> {
  const input = (async function* () {
    for (let i = 0; i < records.length; i += 5_000)
      yield Buffer.from(
        records
          .slice(i, i + 5_000)
          .map((record) => `${JSON.stringify(record)}\n`)
          .join(''),
      );
  })();
  const receipt = await acceptRecords(
    { input, source: 'test' },
    { actor: SYSTEM, ...at, parser: inlineParser() },
  );
  expect(receipt.rejected).toBe(0);
}

beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  north = await provide('Lab of the North');
  south = await provide('Lab of the South');
  const world = dealt();
  operators = world.operators;
  await as(north, () => ingest(world.lines.north));
  await as(south, () => ingest(world.lines.south));
}, 120_000);

afterAll(async () => {
  for (const { server, pool, db } of [north, south]) {
    server.closeAllConnections();
    server.close();
    await pool.end();
    await db.drop();
  }
});

const collectionOf = async (alias: string) =>
  (await getPool().query<{ id: string }>('SELECT id FROM shared_collection WHERE alias = $1', [alias]))
    .rows[0]?.id ?? '';
const poll = (id: string) =>
  pollSource(id, {
    ...at,
    random: () => 1,
    open: () => new Line({ policy: { allowPrivate: false }, answerBytes: PAGE_BYTES }),
  });
const campaignsOf = async () =>
  (
    await getPool().query<{ id: string; run_id: string; accounts: string[] }>(
      `SELECT c.id, c.run_id, array_agg(a.id ORDER BY a.id) AS accounts FROM campaign c JOIN campaign_account m ON m.campaign_id = c.id
         JOIN account a ON a.key = m.account_key WHERE c.current GROUP BY c.id ORDER BY c.id`,
    )
  ).rows;

test('one finds what the other shared, in its own accounts, and answers; what is taken back is let go', async () => {
  let shared = '';
  let amber = '';
  let key = '';
  await as(north, async () => {
    await runDetectionVerb({ until: NOW }, { actor: SYSTEM, ...at });
    const found = (await campaignsOf()).find(({ accounts }) =>
      accounts.some((id) => operators.north.includes(id)),
    );
    if (!found) throw new Error('the north found nothing');
    shared = found.id;
    const reason = 'One scaffold, one clock.';
    await confirmCampaign({ id: shared, version: 1, reason }, { actor: person('lead'), ...at });
    await shareCampaign({ id: shared, tlp: 'TLP:AMBER', reason }, { actor: person('lead'), ...at });
    expect(await settleShares(shared, at.now)).toEqual({ published: 1, withdrawn: 0 });
    key = (await addPeer({ name: 'Lab of the South', clearance: 'TLP:AMBER' }, { actor: SYSTEM })).key;
    amber = await collectionOf('amber');
    const { rows } = await getPool().query<{ object: string }>('SELECT object FROM shared_object');
    for (const account of operators.north)
      expect(rows.some(({ object }) => object.includes(account))).toBe(false);
  });

  const source = await as(south, async () => {
    // By itself it finds nothing of the operator.
    await runDetectionVerb({ until: NOW }, { actor: SYSTEM, ...at });
    expect(
      (await campaignsOf()).flatMap(({ accounts }) => accounts).filter((id) => operators.south.includes(id)),
    ).toEqual([]);
    const { id } = await addIntelSource(
      { kind: 'taxii', name: north.name, url: north.root, collection: amber, auth: 'bearer', secret: key },
      { actor: person('lead'), ...at },
    );
    const polled = await poll(id);
    expect(polled).toMatchObject({ trouble: null });
    expect(polled?.added).toBeGreaterThan(0);
    expect(await matchReceived(at.now)).toBeGreaterThan(0);
    const raised = (await campaignsOf()).filter(({ run_id }) => run_id === 'received');
    expect(raised.map(({ accounts }) => accounts)).toEqual([[...operators.south].sort()]);
    const { rows } = await getPool().query("SELECT summary FROM alert WHERE kind = 'shared_indicator'");
    expect(rows).toEqual([
      {
        summary: expect.stringMatching(
          /^3 accounts show what Lab of the North shared of “.+” \(TLP:AMBER\)$/,
        ),
      },
    ]);
    await drawRhythm(raised[0]?.id ?? '');
    await drawLinks(raised[0]?.id ?? '');
    const drawn = await getPool().query(
      'SELECT r.lines FROM campaign_rhythm r JOIN campaign_links l USING (campaign_id) WHERE l.members = 3',
    );
    expect(drawn.rows).toEqual([{ lines: 3 }]);
    expect(await poll(id)).toMatchObject({ objects: 0, trouble: null });
    return id;
  });

  // What was told at TLP:AMBER is not passed on to everybody, whoever confirms it.
  await as(south, async () => {
    const { rows } = await getPool().query<{ id: string; version: number }>(
      "SELECT id, version FROM campaign WHERE run_id = 'received'",
    );
    const { id = '', version = 0 } = rows[0] ?? {};
    const reason = 'The same scaffold.';
    await expect(
      shareCampaign({ id, tlp: 'TLP:CLEAR', reason }, { actor: person('lead'), ...at }),
    ).rejects.toMatchObject({ code: 'precondition', message: expect.stringMatching(/is suspected/) });
    await getPool().query("UPDATE campaign SET status = 'confirmed' WHERE id = $1", [id]);
    await expect(
      shareCampaign({ id, tlp: 'TLP:CLEAR', reason }, { actor: person('lead'), ...at }),
    ).rejects.toMatchObject({ code: 'precondition', message: expect.stringMatching(/told at TLP:AMBER/) });
    const asCase = (level: 'partner' | 'public') =>
      requestCase({ id, level, format: 'json' }, { actor: person('analyst'), ...at });
    await expect(asCase('public')).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringMatching(/told at TLP:AMBER, which may not go out at TLP:CLEAR/),
    });
    expect(await asCase('partner')).toMatchObject({ tlp: 'TLP:AMBER' });
    expect(await campaignHead({ id }, { actor: person('viewer') })).toMatchObject({
      told: { source: north.name, tlp: 'TLP:AMBER' },
    });
    await getPool().query("UPDATE campaign SET status = 'suspected', version = $2 WHERE id = $1", [
      id,
      version,
    ]);
  });

  // The south answers, and its answer is there for the north to read.
  await as(south, async () => {
    const { items } = await listIntelIndicators({ list: 'hits' }, { actor: SYSTEM, ...at });
    expect(items[0]?.campaign).toBeTruthy();
    const answer = await sightIndicator(
      { source_id: source, id: items[0]?.id ?? '' },
      { actor: person('analyst'), ...at },
    );
    expect(answer).toMatchObject({ collection: 'amber', accounts: items[0]?.hits });
    key = (await addPeer({ name: north.name, clearance: 'TLP:AMBER' }, { actor: SYSTEM })).key;
    amber = await collectionOf('amber');
  });
  const answers = await fetch(`${south.root}collections/${amber}/objects/?match[type]=sighting`, {
    headers: { accept: 'application/taxii+json;version=2.1', authorization: `Bearer ${key}` },
  });
  const { objects } = (await answers.json()) as { objects: { sighting_of_ref: string; count: number }[] };
  expect(objects).toHaveLength(1);
  for (const account of operators.south) expect(JSON.stringify(objects)).not.toContain(account);

  // The north reads it, and shows it where the campaign is that it shared.
  await as(north, async () => {
    const { id } = await addIntelSource(
      { kind: 'taxii', name: south.name, url: south.root, collection: amber, auth: 'bearer', secret: key },
      { actor: person('lead'), ...at },
    );
    expect(await poll(id)).toMatchObject({ trouble: null });
    const { sightings } = await getSharing({ id: shared }, { actor: person('viewer') });
    expect(sightings).toMatchObject([
      { by: south.name, seen: 'indicator', count: objects[0]?.count, tlp: 'TLP:AMBER' },
    ]);
  });

  // The north takes it back, and with it goes what rested on nothing else.
  await as(north, async () => {
    const { rows } = await getPool().query('SELECT 1 FROM shared_object WHERE id = $1', [
      objects[0]?.sighting_of_ref,
    ]);
    expect(rows).toHaveLength(1);
    await unshareCampaign(
      { id: shared, tlp: 'TLP:AMBER', reason: 'It was a customer.' },
      { actor: person('lead'), ...at },
    );
    expect(await settleShares(shared, at.now)).toEqual({ published: 0, withdrawn: 1 });
  });
  await as(south, async () => {
    expect(await poll(source)).toMatchObject({ trouble: null });
    await matchReceived(at.now);
    expect((await campaignsOf()).filter(({ run_id }) => run_id === 'received')).toEqual([]);
    const { rows } = await getPool().query(
      "SELECT count(*)::int AS n FROM shared_indicator WHERE stix_id <> ''",
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
}, 120_000);
