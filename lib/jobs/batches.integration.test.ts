import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPool, getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey } from '@/lib/model/hash';
import { seeded } from '@/lib/model/random';
import { banAccount } from '@/lib/services/account/ban';
import { verifyAudit } from '@/lib/services/audit/verify';
import { listBatchAccounts } from '@/lib/services/batch/accounts';
import { cancelBatch } from '@/lib/services/batch/cancel';
import { BANS, batchTally, frozenDraft, insertCrowd, submitted } from '@/lib/services/batch/fixture';
import { getBatch } from '@/lib/services/batch/get';
import { pauseBatch } from '@/lib/services/batch/pause';
import { resumeBatch } from '@/lib/services/batch/resume';
import { retryBatch } from '@/lib/services/batch/retry';
import { reverseBatch } from '@/lib/services/batch/reverse';
import { person, SYSTEM, T0 } from '@/lib/services/fixture';
import { addTarget } from '@/lib/services/target/add';
import { freezeOnce } from './tasks/freeze-batch';
import { runBatch } from './tasks/run-batch';
import { sweepBatches } from './tasks/sweep-batches';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  const queue = createPool(db.url, { types: pg.types, max: 1 });
  await runMigrations({ pgPool: queue });
  await queue.end();
  await addTarget({ kind: 'pull', name: 'Gateway' }, { actor: SYSTEM });
  await getPool().query(
    `INSERT INTO setting (key, value, changed_by, changed_at) VALUES ('approval.threshold', '10000', 'Test', $1)`,
    [T0],
  );
});
afterAll(() => db.drop());

const dana = person('analyst', 'Dana Okafor');
const MINUTE = 60_000;
const past = (minutes: number) => new Date(T0.getTime() + minutes * MINUTE);
const rows = async (sql: string, ...params: unknown[]) => (await getPool().query(sql, params)).rows;
const at = (minutes: number) => ({ now: () => past(minutes) });
const progress = async (id: string) => (await getBatch({ id }, { actor: dana })).progress;

let camp = '';
let serial = 0;
beforeEach(() => {
  camp = `crowd${++serial}`;
});

async function begun(accounts: number, asked: Parameters<typeof submitted>[2] = {}): Promise<string> {
  await insertCrowd(camp, accounts);
  const id = await frozenDraft(dana, { campaign_id: camp });
  await submitted(dana, id, asked);
  return id;
}

/** That everything which tells of a batch tells of the same accounts. Answers how many. */
async function expectTrue(id: string, deed: Parameters<typeof batchTally>[1] = BANS): Promise<number> {
  const tally = await batchTally(id, deed);
  const applied = tally.applied as number;
  expect(tally).toEqual(Object.fromEntries(Object.keys(tally).map((name) => [name, applied])));
  return applied;
}

describe('a batch over a window', () => {
  test('goes out at the times that its accounts drew, and asks for the next', async () => {
    const schedule = {
      mode: 'spread',
      starts_at: past(10).toISOString(),
      ends_at: past(70).toISOString(),
    } as const;
    const id = await begun(240, { schedule });
    expect(await runBatch(id, at(5))).toBe(0);
    expect((await progress(id)).applied).toBe(0);
    const counts: number[] = [];
    for (const minutes of [25, 40, 55, 71]) {
      await runBatch(id, at(minutes));
      counts.push(await expectTrue(id));
      const due = await rows(
        `SELECT min(turn) AS turn FROM batch_account WHERE batch_id = $1 AND result = 'pending'`,
        id,
      );
      if (due[0].turn === null) continue;
      expect(due[0].turn).toBeGreaterThan((minutes - 10) / 60);
      const next = Math.max(past(10).getTime() + due[0].turn * 60 * MINUTE, past(minutes).getTime() + 1_000);
      const [job] = await rows('SELECT run_at FROM graphile_worker.jobs WHERE key = $1', `batch:${id}`);
      expect(Math.abs(job.run_at.getTime() - next)).toBeLessThanOrEqual(1);
    }
    // A quarter of an hour is a quarter of the accounts, give or take what chance does to 240.
    expect(counts[3]).toBe(240);
    for (const [index, share] of [60, 120, 180].entries())
      expect(Math.abs((counts[index] ?? 0) - share)).toBeLessThan(30);
    expect((await getBatch({ id }, { actor: dana })).status).toBe('done');
  });

  test('at a time does nothing before, and everything then', async () => {
    const id = await begun(10, {
      schedule: { mode: 'at', starts_at: past(30).toISOString(), ends_at: null },
    });
    expect(await runBatch(id, at(29))).toBe(0);
    expect(await runBatch(id, at(30))).toBe(10);
  });
});

describe('a batch that somebody stops', () => {
  test('paused between two chunks it rests, and resumed it does the rest', async () => {
    const id = await begun(1_200);
    const pause = async () => {
      await pauseBatch({ id, version: 2 }, { actor: dana, ...at(1) });
    };
    expect(await runBatch(id, { ...at(1), afterChunk: pause })).toBe(500);
    expect(await expectTrue(id)).toBe(500);
    expect(await runBatch(id, at(2))).toBe(0);
    expect(await progress(id)).toMatchObject({ applied: 500, pending: 700 });
    await resumeBatch({ id, version: 3 }, { actor: dana, ...at(3) });
    expect(await runBatch(id, at(3))).toBe(700);
    expect(await expectTrue(id)).toBe(1_200);
  });

  test('cancelled between two chunks it leaves the rest alone, with a line for each', async () => {
    const id = await begun(700);
    const cancel = async () => {
      await cancelBatch({ id, version: 2, reason: 'The wrong group.' }, { actor: dana, ...at(1) });
    };
    await runBatch(id, { ...at(1), afterChunk: cancel });
    expect(await runBatch(id, at(2))).toBe(0);
    expect(await expectTrue(id)).toBe(500);
    expect(await progress(id)).toMatchObject({ applied: 500, pending: 0, cancelled: 200 });
    const left = await listBatchAccounts({ id, result: 'cancelled', limit: 500 }, { actor: dana });
    expect(left.total).toBe(200);
  });

  test('when the worker stops, another job is asked for', async () => {
    const id = await begun(700);
    const stopping = new AbortController();
    await runBatch(id, { ...at(1), stopping: stopping.signal, afterChunk: () => stopping.abort() });
    expect(await expectTrue(id)).toBe(500);
    expect(await rows('SELECT 1 FROM graphile_worker.jobs WHERE key = $1', `batch:${id}`)).toHaveLength(1);
  });
});

describe('a batch whose transactions break', () => {
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  afterEach(() => {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  });

  /** From now on the n-th statement finds the connection gone. */
  function breakAt(n: number): void {
    let left = n;
    pg.Client.prototype.query = function (
      this: pg.Client & { connection: { stream: { destroy(): void } } },
      ...args: unknown[]
    ) {
      if (--left === 0) this.connection.stream.destroy();
      return original.apply(this, args);
    } as typeof pg.Client.prototype.query;
  }

  test.each([1, 2, 3])('at random places (seed %i) it loses nothing and doubles nothing', async (seed) => {
    const random = seeded(seed);
    const id = await begun(900);
    let broke = 0;
    for (let round = 0; round < 12; round++) {
      breakAt(1 + Math.floor(random() * 45));
      await runBatch(id, { ...at(1 + round) }).catch(() => {
        broke++;
      });
      pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
      await expectTrue(id);
    }
    expect(broke).toBeGreaterThan(0);
    await runBatch(id, at(30));
    expect(await expectTrue(id)).toBe(900);
    expect(await getBatch({ id }, { actor: dana })).toMatchObject({
      status: 'done',
      progress: { pending: 0, skipped: 0 },
    });
    expect((await verifyAudit({}, { actor: SYSTEM })).faults).toEqual([]);
  });

  test('two workers that take it at once share it', async () => {
    const id = await begun(1_500);
    const done = await Promise.all([runBatch(id, at(1)), runBatch(id, at(1)), runBatch(id, at(1))]);
    expect(done.reduce((sum, accounts) => sum + accounts, 0)).toBe(1_500);
    expect(await expectTrue(id)).toBe(1_500);
  });
});

describe('an account that cannot be done', () => {
  const poison = async (account: string) => {
    await getPool().query(`
      CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.account_id = '${account}' THEN RAISE EXCEPTION 'poison'; END IF; RETURN NEW; END $$`);
    await getPool().query(
      'CREATE TRIGGER poison BEFORE INSERT ON enforcement_order FOR EACH ROW EXECUTE FUNCTION refuse_poison()',
    );
  };
  const cure = () => getPool().query('DROP FUNCTION refuse_poison CASCADE');

  test('is noted as failed, holds up nobody, and can be tried again', async () => {
    const id = await begun(300);
    const account = `${camp}-77`;
    await poison(account);
    try {
      await runBatch(id, at(1));
    } finally {
      await cure();
    }
    expect(await expectTrue(id)).toBe(299);
    const batch = await getBatch({ id }, { actor: dana });
    expect(batch).toMatchObject({ status: 'done', progress: { applied: 299, failed: 1, pending: 0 } });
    expect(batch.acts.retry).toBeNull();
    const failed = await listBatchAccounts({ id, result: 'failed' }, { actor: dana });
    expect(failed.items).toMatchObject([
      { id: account, why: 'It could not be done: poison', status: 'active' },
    ]);
    await retryBatch({ id, version: 2 }, { actor: dana, ...at(2) });
    await runBatch(id, at(2));
    expect(await expectTrue(id)).toBe(300);
    expect(await progress(id)).toMatchObject({ applied: 300, failed: 0 });
  });
});

describe('reversing a batch', () => {
  const reversed = async (id: string, minutes: number, ids?: string[]) => {
    const [{ version }] = await rows('SELECT version FROM batch WHERE id = $1', id);
    const made = await reverseBatch(
      { id, version, reason: 'A class of students.', ids },
      { actor: dana, ...at(minutes) },
    );
    await freezeOnce(made.id, () => past(minutes));
    await runBatch(made.id, at(minutes));
    return made.id;
  };
  const protectedOnes = (campaign: string) =>
    rows(
      `SELECT count(*)::int AS n FROM campaign_exclusion x JOIN account a ON a.key = x.account_key
        WHERE x.campaign_id = $1 AND x.kind = 'reinstated' AND x.reason = 'A class of students.' AND x.actor_name = 'Dana Okafor'
          AND (x.listed ->> 'harvest_exchanges')::int = 80 AND x.decision_id IN (SELECT id FROM decision WHERE kind = 'reinstate')`,
      campaign,
    );

  test('as a whole lets everybody act again, tells the targets, and protects them', async () => {
    const id = await begun(600);
    await runBatch(id, at(1));
    expect(await rows('SELECT status FROM campaign WHERE id = $1', camp)).toEqual([{ status: 'contained' }]);
    const back = await reversed(id, 2);
    expect(await expectTrue(back, { kind: 'reinstate', status: 'active', event: 'reinstated' })).toBe(600);
    expect(await rows('SELECT DISTINCT status FROM account WHERE id LIKE $1', `${camp}-%`)).toEqual([
      { status: 'active' },
    ]);
    expect(await rows('SELECT status, active_accounts FROM campaign WHERE id = $1', camp)).toEqual([
      { status: 'confirmed', active_accounts: 600 },
    ]);
    expect(await protectedOnes(camp)).toEqual([{ n: 600 }]);
    expect(await getBatch({ id }, { actor: dana })).toMatchObject({
      status: 'done',
      reversed: 600,
      reversals: [{ id: back, status: 'done', total: 600 }],
      acts: { reverse: 'Nothing of it is left to take back.' },
    });
    expect(await getBatch({ id: back }, { actor: dana })).toMatchObject({
      kind: 'reinstate',
      reverses: id,
      progress: { applied: 600 },
    });
  });

  test('in part leaves the others banned, and the same accounts are not taken back twice', async () => {
    const id = await begun(20);
    await runBatch(id, at(1));
    await reversed(id, 2, [`${camp}-3`, `${camp}-4`]);
    expect(
      await rows("SELECT id FROM account WHERE id LIKE $1 AND status = 'active' ORDER BY id", `${camp}-%`),
    ).toEqual([{ id: `${camp}-3` }, { id: `${camp}-4` }]);
    expect(await protectedOnes(camp)).toEqual([{ n: 2 }]);
    await expect(reversed(id, 3, [`${camp}-3`])).rejects.toMatchObject({ code: 'invalid' });
    const rest = await reversed(id, 3);
    expect((await progress(rest)).applied).toBe(18);
    await expect(reversed(id, 4)).rejects.toMatchObject({ code: 'precondition' });
    expect(await rows('SELECT count(*)::int AS n FROM enforcement_order WHERE batch_id = $1', rest)).toEqual([
      { n: 18 },
    ]);
  });

  test('leaves alone who was banned again by a decision of its own', async () => {
    const id = await begun(3);
    await runBatch(id, at(1));
    const account = `${camp}-1`;
    await reversed(id, 2, [account]);
    await banAccount({ id: account, version: 3, reason: 'It went on.' }, { actor: dana, ...at(3) });
    await rows('UPDATE batch_account SET reversed_at = NULL WHERE batch_id = $1', id);
    const back = await reversed(id, 4);
    const left = await listBatchAccounts({ id: back, result: 'skipped' }, { actor: dana });
    expect(left.items).toMatchObject([{ id: account, why: 'It was banned anew since.', status: 'banned' }]);
    expect(
      await rows('SELECT 1 FROM campaign_exclusion WHERE account_key = $1', accountKey(account)),
    ).toEqual([]);
  });

  test('lifts what left the accounts active, once', async () => {
    const id = await begun(4, { kind: 'throttle' });
    await runBatch(id, at(1));
    const back = await reversed(id, 2);
    expect(
      await rows(
        'SELECT kind, count(*)::int AS n FROM enforcement_order WHERE batch_id = $1 GROUP BY 1',
        back,
      ),
    ).toEqual([{ kind: 'reinstate', n: 4 }]);
    await expect(reversed(id, 3)).rejects.toMatchObject({ code: 'precondition' });
  });

  test('a batch that still goes on is stopped first', async () => {
    const id = await begun(700);
    const pause = async () => {
      await pauseBatch({ id, version: 2 }, { actor: dana, ...at(1) });
    };
    await runBatch(id, { ...at(1), afterChunk: pause });
    await expect(reversed(id, 2)).rejects.toThrow(/is paused/);
    await cancelBatch({ id, version: 3 }, { actor: dana, ...at(2) });
    const back = await reversed(id, 3);
    expect((await progress(back)).applied).toBe(500);
  });
});

describe('the sweep', () => {
  test('ends what nobody answered in time, and nothing else', async () => {
    await insertCrowd(camp, 2);
    const draft = await frozenDraft(dana, { campaign_id: camp });
    await rows("UPDATE account SET pathway = 'education' WHERE id LIKE $1", `${camp}-%`);
    const waiting = await frozenDraft(dana, { campaign_id: camp });
    await submitted(dana, waiting, { include_innocent: 'all' });
    await sweepBatches(() => past(23 * 60));
    expect(
      await rows('SELECT status FROM batch WHERE id = ANY($1) ORDER BY status', [draft, waiting]),
    ).toEqual([{ status: 'draft' }, { status: 'waiting' }]);
    expect(await sweepBatches(() => past(49 * 60))).toMatchObject({ expired: expect.any(Number) });
    expect(await rows('SELECT status FROM batch WHERE id = ANY($1)', [draft, waiting])).toEqual([
      { status: 'expired' },
      { status: 'expired' },
    ]);
  });

  test('forgets whom a draft meant that came to nothing, and nobody of a batch that was submitted', async () => {
    await insertCrowd(camp, 3);
    const [dropped, kept] = [
      await frozenDraft(dana, { campaign_id: camp }),
      await frozenDraft(dana, { campaign_id: camp }),
    ];
    await submitted(dana, kept);
    for (const [id, version] of [
      [dropped, 1],
      [kept, 2],
    ] as const)
      await cancelBatch({ id, version }, { actor: dana, ...at(1) });
    await sweepBatches(() => past(2));
    const left = await rows('SELECT DISTINCT batch_id FROM batch_account WHERE batch_id = ANY($1)', [
      dropped,
      kept,
    ]);
    expect(left).toEqual([{ batch_id: kept }]);
  });

  test('asks again for a batch that no job works on, at the time when it is due', async () => {
    // What other tests left is none of this one's.
    await rows("UPDATE batch SET status = 'cancelled' WHERE status IN ('draft', 'scheduled', 'running')");
    const schedule = {
      mode: 'spread',
      starts_at: past(10).toISOString(),
      ends_at: past(70).toISOString(),
    } as const;
    const id = await begun(3, { schedule });
    await rows('DELETE FROM graphile_worker._private_jobs');
    await sweepBatches(() => past(1));
    const [job] = await rows('SELECT run_at FROM graphile_worker.jobs WHERE key = $1', `batch:${id}`);
    expect(job.run_at.getTime()).toBeGreaterThan(past(10).getTime());
    expect(await sweepBatches(() => past(1))).toMatchObject({ asked: 0 });
    // A job that failed often is put off for hours by the queue.
    await rows(
      'UPDATE graphile_worker._private_jobs SET attempts = 9, run_at = $2 WHERE key = $1',
      `batch:${id}`,
      past(300),
    );
    expect(await sweepBatches(() => past(70))).toMatchObject({ asked: 1 });
    const [again] = await rows(
      'SELECT run_at, attempts FROM graphile_worker.jobs WHERE key = $1',
      `batch:${id}`,
    );
    expect(again.attempts).toBe(0);
    expect(again.run_at.getTime()).toBeLessThan(past(71).getTime());
  });
});
