import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey } from '@/lib/model/hash';
import { confirmCampaign } from '@/lib/services/campaign/confirm';
import { insertAccount, insertCampaign, key, person, T0 } from '@/lib/services/fixture';
import { banAccount } from './ban';
import { reinstateAccount } from './reinstate';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const actor = person('analyst');
const reason = 'Harvests with nine others.';
const campaign = async (id: string) =>
  (await getPool().query('SELECT status, version, contained_at FROM campaign WHERE id = $1', [id])).rows[0];

describe('banning an account', () => {
  test('sets its status and leaves event, decision, order and audit; reinstating is the inverse', async () => {
    await insertAccount('acct-1');
    const ban = await banAccount({ id: 'acct-1', version: 1, reason }, { actor, now: () => T0 });
    expect(ban).toMatchObject({ id: 'acct-1', status: 'banned', version: 2 });
    const key = accountKey('acct-1');
    const read = async (sql: string) => (await getPool().query(sql, [key])).rows;
    expect(await read('SELECT status, status_at, version FROM account WHERE key = $1')).toEqual([
      { status: 'banned', status_at: T0, version: 2 },
    ]);
    expect(await read('SELECT kind, source, reason FROM account_event WHERE account_key = $1')).toEqual([
      { kind: 'banned', source: 'retort', reason },
    ]);
    expect(
      await read(
        'SELECT id, decision_id, account_id, kind, status, attempts FROM enforcement_order WHERE account_key = $1',
      ),
    ).toEqual([
      {
        id: ban.order_id,
        decision_id: ban.decision_id,
        account_id: 'acct-1',
        kind: 'ban',
        status: 'pending',
        attempts: 0,
      },
    ]);
    const later = new Date(T0.getTime() + 1_000);
    await reinstateAccount(
      { id: 'acct-1', version: 2, reason: 'Wrong person.' },
      { actor, now: () => later },
    );
    expect(await read('SELECT status, version FROM account WHERE key = $1')).toEqual([
      { status: 'active', version: 3 },
    ]);
    expect(
      await read('SELECT kind FROM enforcement_order WHERE account_key = $1 ORDER BY created_at'),
    ).toEqual([{ kind: 'ban' }, { kind: 'reinstate' }]);
  });

  test('twice is refused, with what stands', async () => {
    await insertAccount('acct-2', 'banned');
    await expect(banAccount({ id: 'acct-2', version: 1, reason }, { actor })).rejects.toMatchObject({
      code: 'precondition',
      message: 'This account is already banned.',
      facts: { status: 'banned' },
    });
  });

  test('of a class takes two people, one by one as well as at once, and by a key as well', async () => {
    await insertCampaign({ id: 'watched', accounts: ['w-1'] });
    await getPool().query(
      "UPDATE campaign_account SET recommended_action = 'watch' WHERE campaign_id = 'watched'",
    );
    await insertAccount('class-1');
    await getPool().query("UPDATE account SET pathway = 'education' WHERE id = 'class-1'");
    for (const [id, why] of [
      ['class-1', /Came by the education pathway/],
      ['w-1', /no more than watching this account/],
    ] as const) {
      for (const who of [actor, key('enforce')])
        await expect(banAccount({ id, version: 1, reason }, { actor: who })).rejects.toMatchObject({
          code: 'precondition',
          message: expect.stringMatching(why),
          facts: { second_person: true },
        });
    }
    // The threshold counts what one person did one by one.
    const lee = person('lead', 'Lee Moreau');
    await getPool().query(
      `INSERT INTO setting (key, value, version, changed_by, changed_at) VALUES ('approval.threshold', '1', 1, 'r', now())`,
    );
    try {
      for (const id of ['many-1', 'many-2']) await insertAccount(id);
      await banAccount({ id: 'many-1', version: 1, reason }, { actor: lee });
      await expect(banAccount({ id: 'many-2', version: 1, reason }, { actor: lee })).rejects.toMatchObject({
        message: expect.stringMatching(/it would be 2 accounts; more than 1 need a second person/),
      });
    } finally {
      await getPool().query('DELETE FROM setting');
    }
  });

  test('of eight bans at the same moment one makes an order', async () => {
    await insertAccount('acct-3');
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) =>
        banAccount({ id: 'acct-3', version: 1, reason }, { actor: person('analyst', `Analyst ${i}`) }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') {
        expect(answer.reason).toMatchObject({ code: 'conflict' });
        expect(answer.reason.message).toMatch(/^Analyst \d banned this account /);
      }
    }
    const { rows } = await getPool().query(
      'SELECT count(*)::int4 AS n FROM enforcement_order WHERE account_id = $1',
      ['acct-3'],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('in a campaign that the account is not in is refused', async () => {
    await insertAccount('acct-4');
    await insertCampaign({ id: 'other', accounts: ['acct-5'] });
    await expect(
      banAccount({ id: 'acct-4', version: 1, reason, campaign_id: 'other' }, { actor }),
    ).rejects.toMatchObject({ code: 'invalid', facts: { campaign_id: 'other' } });
  });
});

describe('a confirmed campaign', () => {
  test('is contained when its last two accounts are banned at the same moment, and open again on reinstatement', async () => {
    await insertCampaign({ id: 'camp', accounts: ['m-1', 'm-2'] });
    await confirmCampaign({ id: 'camp', version: 1, reason }, { actor });
    await Promise.all(
      ['m-1', 'm-2'].map((id) =>
        banAccount({ id, version: 1, reason, campaign_id: 'camp' }, { actor, now: () => T0 }),
      ),
    );
    expect(await campaign('camp')).toEqual({ status: 'contained', version: 3, contained_at: T0 });
    await reinstateAccount(
      { id: 'm-1', version: 2, reason: 'Wrong person.' },
      { actor, now: () => new Date(T0.getTime() + 1) },
    );
    expect(await campaign('camp')).toEqual({ status: 'confirmed', version: 4, contained_at: null });
    const events = await getPool().query(
      'SELECT kind FROM campaign_event WHERE campaign_id = $1 ORDER BY occurred_at, kind',
      ['camp'],
    );
    expect(events.rows.map((row) => row.kind).sort()).toEqual(
      ['account_banned', 'account_banned', 'account_reinstated', 'confirmed', 'contained', 'reopened'].sort(),
    );
  });

  test('says to the analyst who still saw it open that the last account was banned', async () => {
    await insertCampaign({ id: 'camp-2', accounts: ['n-1'] });
    await confirmCampaign({ id: 'camp-2', version: 1, reason }, { actor });
    await banAccount({ id: 'n-1', version: 1, reason }, { actor: person('lead', 'Lee Moreau') });
    await expect(confirmCampaign({ id: 'camp-2', version: 2, reason }, { actor })).rejects.toMatchObject({
      code: 'conflict',
      facts: { changed_by: 'Lee Moreau', what: 'banned the last account of this campaign that could act' },
    });
  });
});
