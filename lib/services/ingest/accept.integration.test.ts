import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { projectRoot } from '@/lib/db/root';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { Actor } from '@/lib/model/access';
import type { Receipt } from '@/lib/model/records';
import { random } from '@/lib/simulate/random';
import { SCENARIOS, simulate } from '@/lib/simulate/simulate';
import { acceptRecords } from './accept';

const ACTOR: Actor = { kind: 'system', name: 'test' };
const NOW = new Date('2026-11-22T08:00:00Z');

/** Every table that ingest writes, without what differs from run to run by nature. */
const TABLES: Record<string, string> = {
  account: 'SELECT * FROM account',
  exchange: 'SELECT * FROM exchange',
  model: 'SELECT * FROM model',
  account_event: 'SELECT * FROM account_event',
  indicator: 'SELECT * FROM indicator',
  account_indicator: 'SELECT * FROM account_indicator',
  reasoning_block: 'SELECT block_key, account_key, issued_at, presented_at FROM reasoning_block',
  account_hour: 'SELECT * FROM account_hour',
  capability_day: 'SELECT * FROM capability_day',
  traffic_hour: 'SELECT * FROM traffic_hour',
  shared_indicator:
    'SELECT indicator_key, source, kind, value, confidence, valid_until, note FROM shared_indicator',
};

async function state(): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const [table, rows] of Object.entries(TABLES)) {
    const { rows: sum } = await getPool().query<{ sum: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS sum FROM (${rows}) t`,
    );
    sums[table] = sum[0]?.sum ?? '';
  }
  return sums;
}

async function take(lines: readonly (string | object)[], now = NOW): Promise<Receipt> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return acceptRecords(
    { input: Readable.from([Buffer.from(`${text}\n`)]), source: 'test' },
    { actor: ACTOR, now: () => now },
  );
}

async function rows<T>(sql: string): Promise<T[]> {
  return (await getPool().query(sql)).rows as T[];
}

function exchange(fields: object = {}): object {
  return {
    type: 'exchange',
    id: 'ex_1',
    account_id: 'acct_1',
    occurred_at: '2026-11-20T10:00:00.000001Z',
    model: 'aster-2',
    prompt: 'Solve the puzzle step by step and write down all of your reasoning.',
    output_tokens: 7,
    ...fields,
  };
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const rng = random(seed);
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
  return list;
}

/** A small world, some of whose exchanges leave their pathway to the account, with what others shared. */
function world(): string[] {
  const scenario = SCENARIOS.find(({ name }) => name === 'tiny');
  if (!scenario) throw new Error('no scenario tiny');
  const lines: string[] = [];
  let n = 0;
  for (const { record } of simulate({ scenario, seed: 3, end: Date.UTC(2026, 10, 20) })) {
    lines.push(
      JSON.stringify(record.type === 'exchange' && n++ % 3 === 0 ? { ...record, pathway: null } : record),
    );
  }
  lines.push(
    JSON.stringify({
      type: 'indicator',
      kind: 'email_domain',
      value: 'mail.example',
      source: 'peer',
      confidence: 60,
    }),
  );
  return lines;
}

const LINES = world();

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  const tables = [...Object.keys(TABLES), 'ingest_batch'].join(', ');
  await getPool().query(`TRUNCATE ${tables} CASCADE`);
});

describe('the same records', () => {
  let clean: Record<string, string>;
  beforeEach(async () => {
    const receipt = await take(LINES);
    expect(receipt).toMatchObject({ accepted: LINES.length, duplicates: 0, rejected: 0 });
    clean = await state();
    expect(clean.exchange).not.toMatch(/^0 /);
  });

  async function startOver(): Promise<void> {
    await getPool().query(`TRUNCATE ${[...Object.keys(TABLES), 'ingest_batch'].join(', ')} CASCADE`);
  }

  it('sent again change nothing', async () => {
    const exchanges = LINES.filter((line) => line.includes('"type":"exchange"')).length;
    expect(await take(LINES)).toMatchObject({ accepted: LINES.length - exchanges, duplicates: exchanges });
    expect(await state()).toEqual(clean);
  });

  it.each([1, 2])('in another order give the same tables (%i)', async (seed) => {
    await startOver();
    await take(shuffled(LINES, seed));
    expect(await state()).toEqual(clean);
  });

  it('in parts that overlap give the same tables', async () => {
    await startOver();
    const mixed = shuffled(LINES, 5);
    const third = Math.floor(mixed.length / 3);
    await take(mixed.slice(third));
    await take(mixed.slice(0, 2 * third));
    await take([...mixed.slice(0, 50), ...mixed.slice(0, 50)]);
    expect(await state()).toEqual(clean);
  });

  it('in bulk, where rows are taken to be new and some are not, give the same tables', async () => {
    const bulk = (day: number) =>
      Array.from({ length: 1_000 }, (_, i) =>
        exchange({
          id: `ex_${day}_${i}`,
          account_id: `acct_${i}`,
          occurred_at: `2026-11-1${day}T0${i % 7}:00:00Z`,
          device_id: `dev_${i % 900}`,
          reasoning_issued: [`rb_${i}`],
        }),
      );
    const [first, second] = [bulk(1), bulk(2)];
    await startOver();
    await take(first);
    await take([...second, ...bulk(0)]);
    const there = await state();
    await startOver();
    for (const part of [0, 1, 2, 3]) {
      const lines = shuffled([...second, ...bulk(0), ...first], 5);
      await take(lines.slice(part * 750, part * 750 + 750));
    }
    expect(await state()).toEqual(there);
  });

  it('sent by several at once, each in its own order, are counted once', async () => {
    await startOver();
    const receipts = await Promise.all([
      take(LINES),
      take(LINES),
      take(shuffled(LINES, 7)),
      take(shuffled(LINES, 8)),
    ]);
    expect(await state()).toEqual(clean);
    const exchanges = LINES.filter((line) => line.includes('"type":"exchange"')).length;
    expect(receipts.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(3 * exchanges);
  });
});

describe('a process killed in the middle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retort-kill-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves whole batches, and reading again ends as one clean run', async () => {
    const file = join(folder, 'world.ndjson');
    const more = LINES.filter((line) => line.includes('"type":"exchange"')).flatMap((line) =>
      Array.from({ length: 3 }, (_, i) => line.replace('"id":"ex_', `"id":"ex${i}_`)),
    );
    writeFileSync(file, `${[...LINES, ...more].join('\n')}\n`);
    expect(await run(file)).toBe(0);
    const clean = await state();

    for (const batches of [2]) {
      await getPool().query(`TRUNCATE ${[...Object.keys(TABLES), 'ingest_batch'].join(', ')} CASCADE`);
      await run(file, batches);
      const [sum] = await rows<{ exchanges: number; hours: number; days: number; accounts: number }>(
        `SELECT (SELECT count(*) FROM exchange)::int AS exchanges, (SELECT sum(exchanges) FROM account_hour)::int AS hours,
                (SELECT sum(exchanges) FROM capability_day)::int AS days, (SELECT sum(exchanges) FROM account)::int AS accounts`,
      );
      expect(sum?.exchanges).toBeGreaterThan(0);
      expect(sum).toEqual({
        exchanges: sum?.exchanges,
        hours: sum?.exchanges,
        days: sum?.exchanges,
        accounts: sum?.exchanges,
      });
      expect(await rows('SELECT * FROM ingest_batch WHERE finished_at IS NOT NULL')).toEqual([]);
      expect(await run(file)).toBe(0);
      expect(await state()).toEqual(clean);
    }
  });

  /** Runs `retort ingest` and kills it, when asked to, as soon as so many batches are in. Answers its exit status. */
  async function run(file: string, killAfter?: number): Promise<number | null> {
    const child = spawn(process.execPath, [join(projectRoot(), 'bin', 'retort.mjs'), 'ingest', file], {
      env: { ...process.env, DATABASE_URL: db.url },
      stdio: 'ignore',
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    if (killAfter !== undefined) {
      let steps = 0;
      let last = '0';
      while (steps < killAfter && child.exitCode === null) {
        const [batch] = await rows<{ accepted: bigint }>(
          'SELECT accepted FROM ingest_batch WHERE finished_at IS NULL',
        );
        const now = String(batch?.accepted ?? 0n);
        if (now !== last) steps++;
        last = now;
      }
      child.kill('SIGKILL');
    }
    return ended;
  }
}, 120_000);

describe('accounts', () => {
  it('are made as placeholders by their exchanges, and filled in when they come', async () => {
    await take([exchange(), exchange({ id: 'ex_2', occurred_at: '2026-11-19T10:00:00+02:00' })]);
    const [placeholder] = await rows<Record<string, unknown>>('SELECT * FROM account');
    expect(placeholder).toMatchObject({
      id: 'acct_1',
      created_at: null,
      exchanges: 2n,
      first_seen: new Date('2026-11-19T08:00:00Z'),
      last_seen: new Date('2026-11-20T10:00:00Z'),
      status: 'active',
    });
    await take([{ type: 'account', id: 'acct_1', created_at: '2026-11-01T00:00:00Z', pathway: 'cloud' }]);
    const [account] = await rows<Record<string, unknown>>('SELECT * FROM account');
    expect(account).toMatchObject({
      created_at: new Date('2026-11-01T00:00:00Z'),
      pathway: 'cloud',
      exchanges: 2n,
    });
    expect(await rows('SELECT pathway, sum(exchanges)::int AS n FROM capability_day GROUP BY 1')).toEqual([
      { pathway: 2, n: 2 },
    ]);
  });

  it('are replaced field by field', async () => {
    const account = { type: 'account', id: 'acct_1', created_at: '2026-11-01T00:00:00Z' };
    await take([
      { ...account, plan: 'free', country: 'DE', payment: { bin: '400000', kind: 'credit' }, rpm_limit: 5 },
    ]);
    await take([{ ...account, plan: 'pro', country: null, payment: { kind: 'debit' } }]);
    const [row] = await rows<Record<string, unknown>>('SELECT * FROM account');
    expect(row).toMatchObject({
      plan: 'pro',
      country: 'DE',
      payment_bin: '400000',
      payment_kind: 'debit',
      rpm_limit: 5,
    });
  });

  it.each([
    { name: 'the newer status last', order: [0, 1, 2] },
    { name: 'the newer status first', order: [2, 1, 0] },
    { name: 'all in one batch', order: [2, 0, 1], together: true },
  ])('keep the status with the latest time: $name', async ({ order, together }) => {
    const account = { type: 'account', id: 'acct_1', created_at: '2026-11-01T00:00:00Z' };
    const records = [
      { ...account, status: 'active' },
      { ...account, status: 'suspended', status_at: '2026-11-10T00:00:00Z' },
      { ...account, status: 'banned', status_at: '2026-11-12T00:00:00Z' },
    ];
    const lines = order.map((i) => records[i] as object);
    for (const part of together ? [lines] : lines.map((line) => [line])) await take(part);
    expect(await rows('SELECT status, status_at FROM account')).toEqual([
      { status: 'banned', status_at: new Date('2026-11-12T00:00:00Z') },
    ]);
    expect(await rows('SELECT kind, source, reason FROM account_event ORDER BY occurred_at')).toEqual([
      { kind: 'suspended', source: 'provider', reason: null },
      { kind: 'banned', source: 'provider', reason: null },
    ]);
  });

  it('take their status from events too, with the reason kept', async () => {
    const event = {
      type: 'account_event',
      account_id: 'acct_9',
      occurred_at: '2026-11-12T00:00:00Z',
      kind: 'banned',
    };
    await take([{ ...event, reason: 'fraud' }, event]);
    await take([event]);
    expect(await rows('SELECT id, status, created_at FROM account')).toEqual([
      { id: 'acct_9', status: 'banned', created_at: null },
    ]);
    expect(await rows('SELECT kind, reason FROM account_event')).toEqual([
      { kind: 'banned', reason: 'fraud' },
    ]);
  });

  it('show what they share with others', async () => {
    await take([
      {
        type: 'account',
        id: 'acct_1',
        created_at: '2026-11-01T00:00:00Z',
        payment: { fingerprint: 'pm_1', bin: '400000', kind: 'credit', country: 'DE' },
        email_pattern: 'aaaa.bbbb99',
        email_domain: 'mail.example',
        signup_ip: '100.70.3.9',
        signup_asn: 64500,
      },
      exchange({
        ip: '100.70.3.77',
        asn: 64500,
        tools: ['search'],
        params: { temperature: 0 },
        system: 'Be terse.',
        api_key_id: 'k1',
      }),
    ]);
    const shown = await rows<{ kind: string; value: string; exchanges: number }>(
      `SELECT i.kind, i.value, a.exchanges FROM account_indicator a JOIN indicator i ON i.key = a.indicator_key ORDER BY 1`,
    );
    expect(shown.map(({ kind, value, exchanges }) => `${kind} ${value} ${exchanges}`)).toEqual([
      'address_block 100.70.3.0/24 1',
      'api_key k1 1',
      'asn 64500 1',
      'email_domain mail.example 0',
      'email_pattern aaaa.bbbb99@mail.example 0',
      expect.stringMatching(/^parameter_vector .*temperature/),
      'payment_bin 400000·credit·DE 0',
      'payment_fingerprint pm_1 0',
      'signup_asn 64500 0',
      'signup_block 100.70.3.0/24 0',
      'system_prompt Be terse. 1',
      expect.stringMatching(/^tool_schema .*search/),
    ]);
  });
});

describe('indicators of others', () => {
  it('meet what accounts show, whatever the other calls the kind', async () => {
    await take([
      {
        type: 'account',
        id: 'acct_1',
        created_at: '2019-05-01T00:00:00Z',
        payment: { fingerprint: 'pm_1' },
        email_domain: 'mail.example',
      },
      exchange({ ip: '100.70.3.77', asn: 64500 }),
      { type: 'indicator', kind: 'ipv4', value: '100.70.3.200', source: 'peer' },
      { type: 'indicator', kind: 'card_fingerprint', value: 'pm_1' },
      { type: 'indicator', kind: 'domain-name', value: 'Mail.Example' },
      { type: 'indicator', kind: 'autonomous-system', value: 'AS64500' },
      { type: 'indicator', kind: 'wallet', value: 'w_1' },
    ]);
    const met = await rows<{ kind: string; value: string; account: string | null }>(
      `SELECT s.kind, s.value, a.id AS account FROM shared_indicator s
         LEFT JOIN account_indicator i ON i.indicator_key = s.indicator_key LEFT JOIN account a ON a.key = i.account_key
        ORDER BY 1`,
    );
    expect(met).toEqual([
      { kind: 'address_block', value: '100.70.3.0/24', account: 'acct_1' },
      { kind: 'asn', value: '64500', account: 'acct_1' },
      { kind: 'email_domain', value: 'mail.example', account: 'acct_1' },
      { kind: 'payment_fingerprint', value: 'pm_1', account: 'acct_1' },
      { kind: 'wallet', value: 'w_1', account: null },
    ]);
  });
});

describe('exchanges', () => {
  it('are told apart by account, microsecond and id', async () => {
    const receipt = await take([
      exchange(),
      exchange(),
      exchange({ occurred_at: '2026-11-20T10:00:00.000002Z' }),
      exchange({ account_id: 'acct_2' }),
      exchange({ id: 'ex_2' }),
      exchange({ occurred_at: '2026-11-20T11:00:00.000001+01:00' }),
    ]);
    expect(receipt).toMatchObject({ accepted: 4, duplicates: 2 });
    expect(await rows('SELECT sum(exchanges)::int AS n FROM account_hour')).toEqual([{ n: 4 }]);
  });

  it('are added up by hour with refusals and limits', async () => {
    await take([
      exchange({ input_tokens: 10, refused: true }),
      exchange({ id: 'ex_2', status: 429, input_tokens: 5 }),
      exchange({ id: 'ex_3', occurred_at: '2026-11-20T11:00:00Z' }),
    ]);
    expect(
      await rows(
        'SELECT hour, exchanges, input_tokens, output_tokens, refused, limited FROM account_hour ORDER BY hour',
      ),
    ).toEqual([
      {
        hour: new Date('2026-11-20T10:00:00Z'),
        exchanges: 2,
        input_tokens: 15n,
        output_tokens: 14n,
        refused: 1,
        limited: 1,
      },
      {
        hour: new Date('2026-11-20T11:00:00Z'),
        exchanges: 1,
        input_tokens: 0n,
        output_tokens: 7n,
        refused: 0,
        limited: 0,
      },
    ]);
  });

  it('leave their reasoning blocks by who was issued them and who presented them', async () => {
    await take([
      exchange({ reasoning_issued: ['b1'] }),
      exchange({ account_id: 'acct_2', reasoning_refs: ['b1', 'b1'], occurred_at: '2026-11-20T12:00:00Z' }),
    ]);
    const blocks = await rows<{ id: string; issued: boolean; presented: boolean; keys: number }>(
      `SELECT a.id, issued_at IS NOT NULL AS issued, presented_at IS NOT NULL AS presented,
              (SELECT count(DISTINCT block_key) FROM reasoning_block)::int AS keys
       FROM reasoning_block b JOIN account a ON a.key = b.account_key ORDER BY 1`,
    );
    expect(blocks).toEqual([
      { id: 'acct_1', issued: true, presented: false, keys: 1 },
      { id: 'acct_2', issued: false, presented: true, keys: 1 },
    ]);
  });

  describe('keep of their text what RETORT_PROMPTS says', () => {
    const before = process.env.RETORT_PROMPTS;
    afterEach(() => {
      if (before === undefined) delete process.env.RETORT_PROMPTS;
      else process.env.RETORT_PROMPTS = before;
    });
    it.each([
      { setting: 'none', kept: null },
      { setting: 'excerpt', kept: 'Write to ⟨email⟩ now.' },
      { setting: 'full', kept: 'Write to lena@mail.example now.' },
    ])('$setting', async ({ setting, kept }) => {
      process.env.RETORT_PROMPTS = setting;
      await take([exchange({ prompt: 'Write to lena@mail.example\0 now.' })]);
      expect(await rows('SELECT excerpt FROM exchange')).toEqual([{ excerpt: kept }]);
    });
    it('and nothing at all is read under a word that it does not know', async () => {
      process.env.RETORT_PROMPTS = 'some';
      await expect(take([exchange()])).rejects.toMatchObject({ code: 'invalid' });
    });
  });
});

describe('bad input', () => {
  it('costs only its own lines, and leaves a durable receipt', async () => {
    const receipt = await take([
      exchange(),
      '{"type":"exchange",',
      '[]',
      exchange({ id: '' }),
      exchange({ occurred_at: '9999-12-31T00:00:00Z' }),
      exchange({ occurred_at: '1970-01-01T00:00:00Z' }),
      '',
      exchange({ id: 'a\0b' }),
      exchange({ id: 'ex_2', prompt: 'x\ud800y\0z', device_id: 'd\0' }),
      `{"type":"exchange","id":"ex_3","account_id":"acct_1","occurred_at":"2026-11-20T10:00:00Z","model":"m","__proto__":{"x":1},"deep":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    ]);
    expect(receipt.rejects.map(({ line, code }) => [line, code])).toEqual([
      [2, 'json'],
      [3, 'json'],
      [4, 'bad_value'],
      [5, 'time_out_of_range'],
      [6, 'time_out_of_range'],
      [8, 'bad_value'],
    ]);
    expect(receipt).toMatchObject({ accepted: 3, rejected: 6, unknown_fields: 2 });
    expect(await rows('SELECT line::int, code FROM ingest_reject ORDER BY line')).toHaveLength(6);
    expect(
      await rows(
        'SELECT accepted::int, rejected::int, unknown_fields::int, finished_at IS NOT NULL AS done FROM ingest_batch',
      ),
    ).toEqual([{ accepted: 3, rejected: 6, unknown_fields: 2, done: true }]);
    expect(
      await rows(`SELECT verb, entity, after->>'accepted' AS n FROM audit_entry ORDER BY seq DESC LIMIT 1`),
    ).toEqual([{ verb: 'ingest.accept', entity: 'ingest_batch', n: '3' }]);
  });

  it('keeps the lines before the end of a cut-off gzip', async () => {
    const lines = Array.from({ length: 500 }, (_, i) =>
      JSON.stringify(exchange({ id: `ex_${i}`, note: `${i * 7919}` })),
    );
    const whole = gzipSync(`${lines.join('\n')}\n`);
    const receipt = await acceptRecords(
      { input: Readable.from([whole.subarray(0, whole.length - 40)]), source: 'cut' },
      { actor: ACTOR, now: () => NOW },
    );
    expect(receipt.accepted).toBeGreaterThan(300);
    expect(receipt.rejects).toEqual([
      { line: receipt.accepted + 1, code: 'truncated', message: expect.any(String) },
    ]);
    expect(await rows('SELECT count(*)::int AS n FROM exchange')).toEqual([{ n: receipt.accepted }]);
  });

  it('is refused to whom has no right to send it, before anything is read', async () => {
    const viewer: Actor = { kind: 'key', id: 'k', name: 'k', scopes: ['read'] };
    await expect(
      acceptRecords({ input: Readable.from([]), source: 'test' }, { actor: viewer }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await rows('SELECT * FROM ingest_batch')).toEqual([]);
  });

  it('leaves nothing of the body that broke off but whole batches', async () => {
    async function* broken() {
      yield Buffer.from(`${JSON.stringify(exchange())}\n{"type":"exch`);
      throw new Error('connection lost');
    }
    await expect(
      acceptRecords({ input: Readable.from(broken()), source: 'test' }, { actor: ACTOR, now: () => NOW }),
    ).rejects.toThrow('connection lost');
    const [sums] = await rows<{ exchanges: number; hours: number }>(
      `SELECT (SELECT count(*) FROM exchange)::int AS exchanges, coalesce((SELECT sum(exchanges) FROM account_hour), 0)::int AS hours`,
    );
    expect(sums?.exchanges).toBe(sums?.hours);
    expect(await rows('SELECT count(*)::int AS n FROM ingest_batch WHERE finished_at IS NULL')).toEqual([
      { n: 1 },
    ]);
  });
});
