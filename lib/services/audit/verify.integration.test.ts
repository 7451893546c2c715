import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool, transaction } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { banAccount } from '@/lib/services/account/ban';
import { reinstateAccount } from '@/lib/services/account/reinstate';
import { insertAccount, key, person, SYSTEM, T0 } from '@/lib/services/fixture';
import { appendAudit, chainHash } from './append';
import { auditFacets } from './facets';
import { getAuditEntry } from './get';
import { listAudit } from './list';
import { recordCheck } from './record-check';
import { AUDIT_COLUMNS, type AuditRow, chained } from './row';
import { auditState } from './state';
import { verifyAudit, verifyWholeAudit } from './verify';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const actor = person('analyst');
const check = (cursor?: string) => verifyAudit({ cursor }, { actor });

/** Changes the log behind its trigger, as somebody with the database's own rights could. */
async function tamper(...statements: string[]): Promise<void> {
  await getPool().query('ALTER TABLE audit_entry DISABLE TRIGGER USER');
  for (const sql of statements) await getPool().query(sql);
  await getPool().query('ALTER TABLE audit_entry ENABLE TRIGGER USER');
}

const seqs = async () =>
  (await getPool().query<{ seq: bigint }>('SELECT seq FROM audit_entry ORDER BY seq')).rows.map(
    ({ seq }) => seq,
  );

const write = (count: number, now = new Date()) =>
  transaction((tx) =>
    appendAudit(
      tx,
      { actor: SYSTEM, verb: 'test.write', at: now },
      Array.from({ length: count }, (_, i) => ({ entity: 'test', entityId: `${i}`, after: { i } })),
    ),
  );

let serial = 0;
beforeEach(async () => {
  await tamper('DELETE FROM audit_entry', "UPDATE audit_head SET seq = 0, hash = ''");
  for (let i = 0; i < 3; i++) {
    const id = `acct-${++serial}`;
    await insertAccount(id);
    await banAccount({ id, version: 1, reason: 'Reason “with” ünïcode — 中文 and 🙂.' }, { actor });
    await reinstateAccount({ id, version: 2, reason: 'Wrong person.' }, { actor });
  }
});

describe('the audit log', () => {
  test('holds together as it was written', async () => {
    const { rows } = await getPool().query(
      'SELECT seq::text AS seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1',
    );
    expect(await check()).toEqual({
      checked: 6,
      next_cursor: null,
      faults: [],
      more_faults: 0,
      seq: rows[0].seq,
      head: rows[0].hash,
    });
  });

  test('keeps one order when many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => write(3)));
    expect(await check()).toMatchObject({ checked: 66, faults: [] });
  });

  test('stays whole over acts that failed after they were written down', async () => {
    const failed = transaction(async (tx) => {
      await appendAudit(tx, { actor, verb: 'test.write', at: T0 }, [{ entity: 'test', entityId: 'x' }]);
      throw new Error('the act failed');
    });
    await expect(failed).rejects.toThrow('the act failed');
    await write(1);
    const all = await seqs();
    expect(all[6]).toBeGreaterThan((all[5] ?? 0n) + 1n);
    expect(await check()).toMatchObject({ checked: 7, faults: [] });
  });

  test.each(['UPDATE audit_entry SET actor_name = $$x$$', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])(
    'refuses %s',
    async (sql) => {
      await expect(getPool().query(sql)).rejects.toThrow('append only');
    },
  );

  const nth = (n: number) => `(SELECT seq FROM audit_entry ORDER BY seq OFFSET ${n - 1} LIMIT 1)`;
  test.each([
    [
      'a changed reason',
      `UPDATE audit_entry SET after = jsonb_set(after, '{reason}', '"Other."') WHERE seq = ${nth(3)}`,
    ],
    ['a changed name', `UPDATE audit_entry SET actor_name = 'Somebody' WHERE seq = ${nth(3)}`],
    ['a changed time', `UPDATE audit_entry SET at = at - interval '1 day' WHERE seq = ${nth(3)}`],
    ['a state taken out', `UPDATE audit_entry SET before = NULL WHERE seq = ${nth(3)}`],
    ['a link changed', `UPDATE audit_entry SET prev_hash = '' WHERE seq = ${nth(3)}`],
  ])('names the entry with %s, and only that', async (_, sql) => {
    const third = (await seqs())[2]?.toString();
    await tamper(sql);
    const { faults, checked } = await check();
    expect(checked).toBe(6);
    expect(faults).toEqual([
      { kind: 'edited', seq: third, says: expect.stringContaining(`Entry ${third} was edited`) },
    ]);
  });

  test('names each entry that is gone', async () => {
    const all = await seqs();
    await tamper(`DELETE FROM audit_entry WHERE seq IN (${all[1]}, ${all[3]}, ${all[4]})`);
    expect((await check()).faults).toEqual([
      { kind: 'deleted', seq: `${all[0]}`, says: expect.stringContaining(`Entry ${all[1]} was deleted`) },
      {
        kind: 'deleted',
        seq: `${all[2]}`,
        says: expect.stringContaining(`Entries from ${all[3]} to ${all[4]} were deleted`),
      },
    ]);
  });

  test('misses its first entries', async () => {
    const all = await seqs();
    await tamper(`DELETE FROM audit_entry WHERE seq < ${all[2]}`);
    expect((await check()).faults).toMatchObject([{ kind: 'deleted', seq: '0' }]);
  });

  test('names an entry that was rewritten together with its hash', async () => {
    const all = await seqs();
    const { rows } = await getPool().query<AuditRow>(
      `SELECT ${AUDIT_COLUMNS} FROM audit_entry WHERE seq = ${all[1]}`,
    );
    const row = { ...(rows[0] as AuditRow), actor_name: 'Somebody else' };
    const hash = chainHash(row.prev_hash, chained(row));
    await tamper(
      `UPDATE audit_entry SET actor_name = 'Somebody else', hash = '${hash}' WHERE seq = ${all[1]}`,
    );
    expect((await check()).faults).toMatchObject([
      { kind: 'rewritten', seq: `${all[1]}`, says: expect.stringContaining(`Entry ${all[1]} was rewritten`) },
    ]);
  });

  test('shows that its end was cut off, and still after more was written', async () => {
    const all = await seqs();
    await tamper(`DELETE FROM audit_entry WHERE seq >= ${all[4]}`);
    expect((await check()).faults).toEqual([
      {
        kind: 'cut_off',
        seq: `${all[3]}`,
        says: `The log ends with entry ${all[3]}, but the last one written was ${all[5]}: its end was cut off.`,
      },
    ]);
    await write(2);
    expect((await check()).faults).toMatchObject([
      { kind: 'deleted', seq: `${all[3]}`, says: expect.stringContaining(`from ${all[4]} to ${all[5]}`) },
    ]);
  });

  test('shows what was added by hand, and that its kept end was taken away', async () => {
    await tamper(
      `INSERT INTO audit_entry (at, actor_kind, actor_id, actor_name, verb, entity, entity_id, prev_hash, hash)
       SELECT at, actor_kind, actor_id, actor_name, verb, entity, entity_id, hash, 'made up' FROM audit_entry
        ORDER BY seq DESC LIMIT 1`,
    );
    expect((await check()).faults.map(({ kind }) => kind)).toEqual(['edited', 'added']);
    await getPool().query('DELETE FROM audit_head');
    expect((await check()).faults.at(-1)).toMatchObject({ kind: 'no_head' });
    await expect(write(1)).rejects.toThrow('the head of the audit chain is missing');
    await getPool().query("INSERT INTO audit_head (seq, hash) VALUES (0, '')");
  });

  test('is known by a hash that was noted, until it is written anew', async () => {
    const { head } = await check();
    await write(1);
    expect(await verifyWholeAudit({ actor }, { known: head })).toMatchObject({ known: true, faults: [] });
    await tamper('DELETE FROM audit_entry', "UPDATE audit_head SET seq = 0, hash = ''");
    await write(5);
    expect(await verifyWholeAudit({ actor }, { known: head })).toMatchObject({ known: false, faults: [] });
  });

  test('is checked on from where a check ended, and then as a whole', async () => {
    await write(2_100);
    const first = await check();
    expect(first).toMatchObject({ checked: 2_000, faults: [] });
    expect(await check(first.next_cursor ?? '')).toMatchObject({
      checked: 106,
      next_cursor: null,
      faults: [],
    });
    await expect(check('bm90IGEgY3Vyc29y')).rejects.toMatchObject({ code: 'invalid' });
    const heard: number[] = [];
    const { known: _, ...whole } = await verifyWholeAudit({ actor }, { onProgress: (n) => heard.push(n) });
    expect(whole).toMatchObject({ checked: 2_106, faults: [] });
    expect(heard).toEqual([2_000, 2_106]);

    expect(await auditState({}, { actor })).toMatchObject({ last_seq: whole.seq, check: null });
    await recordCheck(whole, { actor: SYSTEM, now: () => T0 });
    expect(await auditState({}, { actor })).toMatchObject({
      last_seq: `${BigInt(whole.seq) + 1n}`,
      check: { at: T0.toISOString(), checked: 2_106, faults: [], more_faults: 0 },
    });
    expect(await check()).toMatchObject({ faults: [] });
  });
});

describe('reading the audit log', () => {
  test('gives it newest first, without a gap between pages', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listAudit({ limit: 4, cursor }, { actor });
      seen.push(...page.items.map((item) => item.seq));
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(seen).toEqual((await seqs()).map(String).reverse());
    expect(await getAuditEntry({ seq: seen[0] ?? '' }, { actor })).toMatchObject({
      verb: 'account.reinstate',
    });
    // People by name and e-mail as the log has them, campaigns by title, also inside of what changed.
    await getPool().query(
      `INSERT INTO auth_user (id, name, email) VALUES ('6fe25201-3933-43c9-bbc5-3a7482ad8c34', 'Dana Okafor', 'dana@example.com')`,
    );
    const dana = { name: 'Dana Okafor', email: 'dana@example.com' };
    await transaction((tx) =>
      appendAudit(tx, { actor: SYSTEM, verb: 'test.name', at: new Date() }, [
        { entity: 'user', entityId: 'left', after: { name: 'Mateo Ruiz', email: 'mateo@example.com' } },
        { entity: 'view', entityId: 'v', after: { name: 'Mine' } },
        { entity: 'view', entityId: 'v', after: { owner_id: '6fe25201-3933-43c9-bbc5-3a7482ad8c34' } },
        { entity: 'user', entityId: 'left', after: { role: 'lead' } },
      ]),
    );
    const named = await listAudit({ limit: 4 }, { actor });
    expect(named.items.map((entry) => entry.named)).toEqual([
      { left: { name: 'Mateo Ruiz', email: 'mateo@example.com' } },
      { v: { name: 'Mine', email: null }, '6fe25201-3933-43c9-bbc5-3a7482ad8c34': dana },
      { v: { name: 'Mine', email: null } },
      { left: { name: 'Mateo Ruiz', email: 'mateo@example.com' } },
    ]);
    await expect(getAuditEntry({ seq: '999999' }, { actor })).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['a thing', () => ({ entity: 'account', entity_id: `acct-${serial}` }), 2],
    ['a person', () => ({ actor: actor.id }), 6],
    ['a verb', () => ({ verb: 'account.ban' }), 3],
    ['one of several verbs', () => ({ verb: ['account.ban', 'account.reinstate'] }), 6],
    ['a time', () => ({ from: '2026-10-01T00:00:00Z', to: '2026-10-02T00:00:00Z' }), 4],
    [
      'all at once',
      () => ({ actor: 'system', verb: 'test.write', from: '2026-10-01T00:00:00Z', entity: 'test' }),
      4,
    ],
    ['nothing that is there', () => ({ actor: 'nobody' }), 0],
  ])('narrows it to %s', async (_, filter, found) => {
    await write(4, T0);
    expect((await listAudit(filter(), { actor })).items).toHaveLength(found);
  });

  test('names who and what occurs', async () => {
    await write(1);
    await transaction((tx) =>
      appendAudit(tx, { actor: key('read'), verb: 'test.read', at: T0 }, [{ entity: 'test', entityId: '1' }]),
    );
    expect(await auditFacets({}, { actor })).toEqual({
      actors: [
        { id: 'system', kind: 'system', name: 'Retort' },
        { id: actor.id, kind: 'person', name: actor.name },
        { id: 'key-read', kind: 'key', name: 'A key' },
      ],
      verbs: ['account.ban', 'account.reinstate', 'test.read', 'test.write'],
      entities: ['account', 'test'],
    });
  });
});
