import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool, transaction } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { banAccount } from '@/lib/services/account/ban';
import { reinstateAccount } from '@/lib/services/account/reinstate';
import { insertAccount, person, SYSTEM } from '@/lib/services/fixture';
import { appendAudit } from './append';
import { listAudit } from './list';
import { verifyAudit } from './verify';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const actor = person('analyst');
const check = (cursor?: string) => verifyAudit({ cursor }, { actor });

/** Changes the log behind its trigger, as somebody with the database's own rights could. */
async function tamper(sql: string): Promise<void> {
  await getPool().query(`ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only`);
  await getPool().query(sql);
  await getPool().query(`ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only`);
}

let serial = 0;
beforeEach(async () => {
  await tamper('DELETE FROM audit_entry');
  for (let i = 0; i < 3; i++) {
    const id = `acct-${++serial}`;
    await insertAccount(id);
    await banAccount({ id, version: 1, reason: 'Reason “with” ünïcode — 中文 and 🙂.' }, { actor });
    await reinstateAccount({ id, version: 2, reason: 'Wrong person.' }, { actor });
  }
});

describe('the audit log', () => {
  test('holds together as it was written', async () => {
    const last = await getPool().query('SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1');
    expect(await check()).toEqual({ checked: 6, next_cursor: null, broken: null, head: last.rows[0].hash });
  });

  test('keeps one order when many write at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        transaction((tx) =>
          appendAudit(tx, { actor: SYSTEM, verb: 'test.write', at: new Date() }, [
            { entity: 'test', entityId: `${i}` },
          ]),
        ),
      ),
    );
    expect(await check()).toMatchObject({ checked: 26, broken: null });
  });

  test.each(['UPDATE audit_entry SET actor_name = $$x$$', 'DELETE FROM audit_entry'])(
    'refuses %s',
    async (sql) => {
      await expect(getPool().query(sql)).rejects.toThrow('append only');
    },
  );

  const THIRD = '(SELECT seq FROM audit_entry ORDER BY seq OFFSET 2 LIMIT 1)';
  test.each([
    [
      'a changed reason',
      `UPDATE audit_entry SET after = jsonb_set(after, '{reason}', '"Other."') WHERE seq = ${THIRD}`,
      'changed',
    ],
    ['a changed name', `UPDATE audit_entry SET actor_name = 'Somebody' WHERE seq = ${THIRD}`, 'changed'],
    ['a changed time', `UPDATE audit_entry SET at = at - interval '1 day' WHERE seq = ${THIRD}`, 'changed'],
    ['a state taken out', `UPDATE audit_entry SET before = NULL WHERE seq = ${THIRD}`, 'changed'],
    ['an entry taken out', `DELETE FROM audit_entry WHERE seq = ${THIRD}`, 'gap'],
    ['the first entries taken out', `DELETE FROM audit_entry WHERE seq < ${THIRD}`, 'gap'],
    ['an entry hashed anew by itself', `UPDATE audit_entry SET prev_hash = '' WHERE seq = ${THIRD}`, 'gap'],
  ])('shows %s', async (_, sql, reason) => {
    await tamper(sql);
    expect(await check()).toMatchObject({ next_cursor: null, broken: { reason } });
  });

  test('whose end was cut off no longer ends in the hash that was noted', async () => {
    const { head } = await check();
    await tamper('DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)');
    const after = await check();
    expect(after.broken).toBeNull();
    expect(after.head).not.toBe(head);
  });

  test('is checked on from where a check ended', async () => {
    await transaction((tx) =>
      appendAudit(
        tx,
        { actor: SYSTEM, verb: 'test.write', at: new Date() },
        Array.from({ length: 2_100 }, (_, i) => ({ entity: 'test', entityId: `${i}` })),
      ),
    );
    const first = await check();
    expect(first).toMatchObject({ checked: 2_000, broken: null });
    expect(await check(first.next_cursor ?? '')).toMatchObject({
      checked: 106,
      next_cursor: null,
      broken: null,
    });
    await expect(check('bm90IGEgY3Vyc29y')).rejects.toMatchObject({ code: 'invalid' });
  });

  test('is listed newest first, whole and of one thing, without a gap between pages', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listAudit({ limit: 4, cursor }, { actor });
      seen.push(...page.items.map((item) => item.seq));
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(seen).toHaveLength(6);
    expect([...seen].sort((a, b) => Number(b) - Number(a))).toEqual(seen);
    const one = await listAudit({ entity: 'account', entity_id: `acct-${serial}` }, { actor });
    expect(one.items.map((item) => item.verb)).toEqual(['account.reinstate', 'account.ban']);
  });
});
