import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { RetortError } from '@/lib/model/errors';
import { countedIds, insertCampaign, insertUserRow, person, T0 } from '@/lib/services/fixture';
import { assignCampaign } from './assign';
import { confirmCampaign } from './confirm';
import { dismissCampaign } from './dismiss';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

let id = '';
let serial = 0;
beforeEach(async () => {
  id = `camp-${++serial}`;
  await insertCampaign({ id });
});

const dana = person('analyst', 'Dana Okafor');
const lee = person('analyst', 'Lee Moreau');
const at = (minutes: number) => () => new Date(T0.getTime() + minutes * 60_000);

async function row(sql: string) {
  return (await getPool().query(sql, [id])).rows;
}

describe('deciding a campaign', () => {
  test('confirming sets the status, decides its open alerts and leaves decision, event and audit', async () => {
    const done = await confirmCampaign(
      { id, version: 1, reason: 'One card, one clock.' },
      { actor: dana, now: at(0), newId: countedIds(id) },
    );
    expect(done).toMatchObject({
      status: 'confirmed',
      version: 2,
      alerts_decided: 1,
      decided_at: T0.toISOString(),
    });
    expect(
      await row('SELECT status, version, decided_at, judged_evidence FROM campaign WHERE id = $1'),
    ).toEqual([
      {
        status: 'confirmed',
        version: 2,
        decided_at: T0,
        judged_evidence: { shared_payment: 3, verified_organization: -0.5 },
      },
    ]);
    expect(await row('SELECT status, version FROM alert WHERE campaign_id = $1')).toEqual([
      { status: 'decided', version: 2 },
    ]);
    expect(
      await row('SELECT kind, reason, actor_name, actor_kind FROM decision WHERE campaign_id = $1'),
    ).toEqual([
      { kind: 'confirm', reason: 'One card, one clock.', actor_name: 'Dana Okafor', actor_kind: 'person' },
    ]);
    expect(await row('SELECT kind, actor_name, summary FROM campaign_event WHERE campaign_id = $1')).toEqual([
      { kind: 'confirmed', actor_name: 'Dana Okafor', summary: 'One card, one clock.' },
    ]);
    expect(
      await row(`SELECT verb, entity FROM audit_entry WHERE entity_id IN ($1, 'alert-' || $1) ORDER BY seq`),
    ).toEqual([
      { verb: 'campaign.confirm', entity: 'campaign' },
      { verb: 'campaign.confirm', entity: 'alert' },
    ]);
  });

  test('dismissing keeps the outcome; confirming it later clears the outcome', async () => {
    await dismissCampaign({ id, version: 1, reason: 'A class.', outcome: 'not_harvesting' }, { actor: dana });
    expect(await row('SELECT status, dismiss_outcome FROM campaign WHERE id = $1')).toEqual([
      { status: 'dismissed', dismiss_outcome: 'not_harvesting' },
    ]);
    await confirmCampaign({ id, version: 2, reason: 'Not a class.' }, { actor: lee });
    expect(await row('SELECT status, dismiss_outcome FROM campaign WHERE id = $1')).toEqual([
      { status: 'confirmed', dismiss_outcome: null },
    ]);
  });

  test('confirming twice is refused with a sentence and changes nothing', async () => {
    await confirmCampaign({ id, version: 1, reason: 'Clear.' }, { actor: dana });
    await expect(confirmCampaign({ id, version: 2, reason: 'Clear.' }, { actor: lee })).rejects.toMatchObject(
      {
        code: 'precondition',
        message: 'This campaign is already confirmed.',
      },
    );
    expect(await row('SELECT version FROM campaign WHERE id = $1')).toEqual([{ version: 2 }]);
  });

  test('the second analyst learns who did what, when', async () => {
    await dismissCampaign(
      { id, version: 1, reason: 'A class.', outcome: 'authorized' },
      { actor: dana, now: at(0) },
    );
    const refusal = await confirmCampaign(
      { id, version: 1, reason: 'Clear.' },
      { actor: lee, now: at(2) },
    ).catch((e) => e);
    expect(refusal).toBeInstanceOf(RetortError);
    expect(refusal).toMatchObject({
      code: 'conflict',
      message: 'Dana Okafor dismissed this campaign 2 minutes ago.',
      facts: {
        changed_by: 'Dana Okafor',
        changed_at: T0.toISOString(),
        what: 'dismissed this campaign',
        version: 2,
      },
    });
  });

  test('of twelve decisions at the same moment one stands and eleven learn of it', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) => {
        const actor = person('analyst', `Analyst ${i}`);
        return i % 2
          ? confirmCampaign({ id, version: 1, reason: 'Clear.' }, { actor })
          : dismissCampaign({ id, version: 1, reason: 'A class.', outcome: 'authorized' }, { actor });
      }),
    );
    const winners = answers.filter((answer) => answer.status === 'fulfilled');
    const losers = answers.filter((answer) => answer.status === 'rejected').map((answer) => answer.reason);
    expect(winners).toHaveLength(1);
    const [decision] = await row('SELECT actor_name, kind FROM decision WHERE campaign_id = $1');
    expect(losers).toHaveLength(11);
    for (const loser of losers) {
      expect(loser).toMatchObject({
        code: 'conflict',
        facts: { changed_by: decision.actor_name, version: 2 },
      });
      expect(loser.message).toContain(
        decision.kind === 'confirm' ? 'confirmed this campaign' : 'dismissed this campaign',
      );
    }
  });

  test('a change nobody audited is still a conflict, without a name', async () => {
    await getPool().query('UPDATE campaign SET version = 7 WHERE id = $1', [id]);
    await expect(
      confirmCampaign({ id, version: 1, reason: 'Clear.' }, { actor: dana }),
    ).rejects.toMatchObject({
      code: 'conflict',
      facts: { changed_by: null, version: 7 },
    });
  });

  test('an unknown campaign is not found', async () => {
    await expect(
      confirmCampaign({ id: 'nothing', version: 1, reason: 'Clear.' }, { actor: dana }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('owning a campaign', () => {
  test('goes to a person who can sign in, and back to nobody', async () => {
    await insertUserRow(`owner-${id}`);
    await insertUserRow(`gone-${id}`, 'analyst', true);
    await assignCampaign({ id, version: 1, owner_id: `owner-${id}` }, { actor: dana });
    expect(await row('SELECT owner_id, version FROM campaign WHERE id = $1')).toEqual([
      { owner_id: `owner-${id}`, version: 2 },
    ]);
    await assignCampaign({ id, version: 2, owner_id: null }, { actor: dana });
    expect(await row('SELECT owner_id, version FROM campaign WHERE id = $1')).toEqual([
      { owner_id: null, version: 3 },
    ]);
    for (const owner_id of [`gone-${id}`, 'nobody']) {
      await expect(assignCampaign({ id, version: 3, owner_id }, { actor: dana })).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });
});
