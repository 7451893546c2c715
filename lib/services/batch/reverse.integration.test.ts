import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { runBatch } from '@/lib/jobs/tasks/run-batch';
import { runDetectionVerb } from '@/lib/services/detection/run';
import { campaigns, DAY, END, ingest, smallWorld } from '@/lib/services/detection/small-world';
import { person, SYSTEM } from '@/lib/services/fixture';
import { frozenDraft, submitted } from './fixture';
import { freezeBatch } from './freeze';
import { reverseBatch } from './reverse';
import { BATCH_WORKER } from './row';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await ingest(smallWorld({ people: 80 }));
});
afterAll(() => db.drop());

const dana = person('analyst', 'Dana Okafor');
const HOUR = 3_600_000;
const at = (hours: number) => ({ now: () => new Date(END + hours * HOUR) });
const detect = () => runDetectionVerb({ until: new Date(END) }, { actor: SYSTEM, ...at(10) });
const rows = async (sql: string, ...params: unknown[]) => (await getPool().query(sql, params)).rows;
const listed = async () => (await campaigns()).flatMap(({ accounts }) => accounts.map(({ id }) => id)).sort();

/** Takes a batch back, all of it or some accounts, at that hour. */
async function takenBack(id: string, version: number, hours: number, ids?: string[]): Promise<void> {
  const made = await reverseBatch(
    { id, version, reason: 'A class of students.', ids },
    { actor: dana, ...at(hours) },
  );
  await freezeBatch({ id: made.id }, { actor: BATCH_WORKER, ...at(hours) });
  await runBatch(made.id, at(hours));
}

test('who was let act again is not raised again on the same evidence, and on more evidence is', async () => {
  await detect();
  const [found] = await campaigns();
  const pool = (found?.accounts ?? []).map(({ id }) => id);
  expect(pool).toHaveLength(40);
  await rows("UPDATE campaign SET status = 'confirmed'");
  const id = await frozenDraft(dana, { campaign_id: found?.id as string }, new Date(END + HOUR));
  await submitted(dana, id, { now: new Date(END + HOUR) });
  await runBatch(id, at(1));
  expect(await rows("SELECT count(*)::int AS n FROM account WHERE status = 'banned'")).toEqual([{ n: 40 }]);

  await takenBack(id, 2, 2, ['pool-5', 'pool-6']);
  await detect();
  expect(await listed()).toEqual(
    pool.filter((account) => account !== 'pool-5' && account !== 'pool-6').sort(),
  );

  await takenBack(id, 3, 3);
  await detect();
  // Three had been banned by the provider before: the batch did nothing to them, so there is nothing to take back.
  const theirs = ['pool-1', 'pool-2', 'pool-3'];
  expect(await listed()).toEqual(theirs);
  expect(await rows("SELECT id FROM account WHERE status = 'banned' ORDER BY id")).toEqual(
    theirs.map((each) => ({ id: each })),
  );

  await ingest(
    Array.from({ length: 240 }, (_, n) => ({
      at: END - DAY + n * 60_000,
      record: {
        type: 'exchange',
        id: `more-${n}`,
        account_id: 'pool-7',
        occurred_at: new Date(END - DAY + n * 60_000).toISOString(),
        model: 'aster-4',
        session_id: `more-${n}`,
        prompt:
          'Give the answer below a score from 1 to 5 by the rubric.\n### Task\nriver stone\n### Rubric\nIs it right?',
        params: { temperature: 0.31, max_tokens: 700 },
      },
    })),
  );
  await detect();
  expect(await listed()).toEqual([...theirs, 'pool-7']);
});
