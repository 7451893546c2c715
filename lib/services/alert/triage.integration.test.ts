import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { TriageAnswer } from '@/lib/model/console/alert';
import { CLAIM_MS } from '@/lib/model/queue';
import { confirmCampaign } from '@/lib/services/campaign/confirm';
import { countedIds, insertCampaign, insertUserRow, person, T0 } from '@/lib/services/fixture';
import { assignAlert } from './assign';
import { claimAlert } from './claim';
import { claimNextAlert } from './claim-next';
import { listAlerts } from './list';
import { alertNewsQuery } from './news';
import { releaseAlert } from './release';
import { renewClaim } from './renew';
import { reviewAlert } from './review';
import { snoozeAlert } from './snooze';
import { triageBatch } from './triage-batch';
import { wakeAlert } from './wake';

let db: TestDatabase;
const dana = person('analyst', 'Dana Okafor');
const mateo = person('analyst', 'Mateo Ruiz');
const past = (ms: number) => new Date(T0.getTime() + ms);
const by = (actor: typeof dana, ms = 0) => ({ actor, now: () => past(ms) });
const MINUTE = 60_000;

beforeAll(async () => {
  db = await createTestDatabase();
  for (const { id, name } of [dana, mateo]) {
    await insertUserRow(id);
    await getPool().query('UPDATE auth_user SET name = $2 WHERE id = $1', [id, name]);
  }
});
afterAll(() => db.drop());
beforeEach(async () => {
  await getPool().query('TRUNCATE campaign CASCADE');
});

const stateOf = async (id: string) =>
  (await getPool().query('SELECT * FROM alert WHERE id = $1', [id])).rows[0] as Record<string, unknown>;

describe('a claim', () => {
  beforeEach(() => insertCampaign({ id: 'one' }));

  test('is seen by others with its end, who get it only by taking it over', async () => {
    const { version } = await claimAlert({ id: 'alert-one', version: 1 }, by(dana));
    const seen = await reviewAlert({ id: 'alert-one' }, by(mateo, MINUTE));
    expect(seen.claim).toEqual({
      person: { id: dana.id, name: 'Dana Okafor' },
      until: past(CLAIM_MS).toISOString(),
    });
    await expect(claimAlert({ id: 'alert-one', version }, by(mateo, MINUTE))).rejects.toMatchObject({
      code: 'conflict',
      message: 'Dana Okafor holds this alert until 12:30 UTC.',
    });
    await claimAlert({ id: 'alert-one', version, take_over: true }, by(mateo, MINUTE));
    expect(await stateOf('alert-one')).toMatchObject({ holder_id: mateo.id });
    await expect(renewClaim({ id: 'alert-one' }, by(dana, MINUTE))).rejects.toMatchObject({
      code: 'precondition',
    });
  });

  test('runs out without renewal, and then anybody may claim the alert', async () => {
    const { version } = await claimAlert({ id: 'alert-one', version: 1 }, by(dana));
    expect((await reviewAlert({ id: 'alert-one' }, by(mateo, CLAIM_MS))).claim).toBeNull();
    const taken = await claimAlert({ id: 'alert-one', version }, by(mateo, CLAIM_MS));
    expect(taken.claim.until).toBe(past(2 * CLAIM_MS).toISOString());
  });

  test('is prolonged by the page of its holder without making a colleague start again', async () => {
    const { version } = await claimAlert({ id: 'alert-one', version: 1 }, by(dana));
    const renewed = await renewClaim({ id: 'alert-one' }, by(dana, 15 * MINUTE));
    expect(renewed).toMatchObject({ version, claim: { until: past(45 * MINUTE).toISOString() } });
    await expect(claimAlert({ id: 'alert-one', version: 1 }, by(mateo, 50 * MINUTE))).rejects.toMatchObject({
      message: 'Dana Okafor claimed this alert 50 minutes ago.',
    });
    await releaseAlert({ id: 'alert-one', version }, by(mateo, 50 * MINUTE));
    expect(await stateOf('alert-one')).toMatchObject({ holder_id: null, held_until: null });
  });

  test('leaves to whom the alert is assigned', async () => {
    const { version } = await assignAlert({ id: 'alert-one', version: 1, assignee_id: mateo.id }, by(dana));
    const claimed = await claimAlert({ id: 'alert-one', version }, by(dana));
    await releaseAlert({ id: 'alert-one', version: claimed.version }, by(dana));
    expect(await reviewAlert({ id: 'alert-one' }, by(dana))).toMatchObject({
      assignee: { id: mateo.id, name: 'Mateo Ruiz' },
      claim: null,
    });
  });
});

describe('review next', () => {
  beforeEach(async () => {
    for (const [id, score] of [
      ['a', 0.9],
      ['b', 0.8],
      ['c', 0.7],
    ] as const)
      await insertCampaign({ id, score });
  });

  test('gives two people who ask at once two alerts, the most urgent first', async () => {
    const [first, second] = await Promise.all([claimNextAlert({}, by(dana)), claimNextAlert({}, by(mateo))]);
    expect([first.id, second.id].sort()).toEqual(['alert-a', 'alert-b']);
    expect((await claimNextAlert({}, by(dana))).id).toBe('alert-c');
    await expect(claimNextAlert({}, by(dana))).rejects.toMatchObject({ code: 'precondition' });
  });

  test('passes over what is snoozed, decided or somebody else’s, and takes what ran out', async () => {
    await snoozeAlert({ id: 'alert-a', version: 1, until: past(60 * MINUTE).toISOString() }, by(dana));
    await assignAlert({ id: 'alert-b', version: 1, assignee_id: mateo.id }, by(dana));
    expect((await claimNextAlert({}, by(dana))).id).toBe('alert-c');
    expect((await claimNextAlert({}, by(mateo))).id).toBe('alert-b');
    expect((await claimNextAlert({}, by(dana, 61 * MINUTE))).id).toBe('alert-a');
    expect((await claimNextAlert({}, by(dana, 61 * MINUTE))).id).toBe('alert-c');
  });
});

test('a snoozed alert is let go of, and can be woken before its time', async () => {
  await insertCampaign({ id: 'one' });
  const { version } = await claimAlert({ id: 'alert-one', version: 1 }, by(dana));
  const until = past(60 * MINUTE).toISOString();
  const snoozed = await snoozeAlert({ id: 'alert-one', version, until }, by(dana));
  expect(await reviewAlert({ id: 'alert-one' }, by(dana))).toMatchObject({
    claim: null,
    snoozed_until: until,
  });
  await wakeAlert({ id: 'alert-one', version: snoozed.version }, by(dana, MINUTE));
  expect(await reviewAlert({ id: 'alert-one' }, by(dana, MINUTE))).toMatchObject({ snoozed_until: null });
  await expect(
    wakeAlert({ id: 'alert-one', version: snoozed.version + 1 }, by(dana, MINUTE)),
  ).rejects.toMatchObject({ code: 'precondition' });
});

test('windows that are open learn what somebody changed, as it is now', async () => {
  await insertCampaign({ id: 'one' });
  await insertCampaign({ id: 'two' });
  await claimAlert({ id: 'alert-one', version: 1 }, by(dana, MINUTE));
  await confirmCampaign({ id: 'two', version: 1, reason: 'One card.' }, by(dana, 2 * MINUTE));
  const cutoff = { at: T0.toISOString(), newest: T0.toISOString() };
  const { changed } = await alertNewsQuery(cutoff, by(mateo, 3 * MINUTE));
  expect(changed).toMatchObject([
    { id: 'alert-two', status: 'decided', campaign: { status: 'confirmed' } },
    { id: 'alert-one', status: 'open', claim: { person: { id: dana.id } }, version: 2 },
  ]);
});

describe('triage of many', () => {
  const IDS = ['a', 'b', 'c', 'd', 'e'];
  const seen = (...ids: string[]) =>
    ids.map((id) => ({ id: `alert-${id}`, version: 1, campaign_version: 1 }));
  const cutoff = { at: past(MINUTE).toISOString(), newest: T0.toISOString() };
  beforeEach(async () => {
    for (const id of IDS) await insertCampaign({ id });
  });

  test('changes what is still as it was looked at, and tells the others by row', async () => {
    await claimAlert({ id: 'alert-b', version: 1 }, by(mateo));
    await confirmCampaign({ id: 'c', version: 1, reason: 'One card.' }, by(mateo));
    const { results, next } = await triageBatch(
      {
        scope: { alerts: [...seen('a', 'b'), { id: 'alert-c', version: 2, campaign_version: 2 }] },
        act: { kind: 'assign', assignee_id: dana.id },
      },
      by(dana, MINUTE),
    );
    expect(next).toBeNull();
    expect(results).toEqual([
      { id: 'alert-a', title: 'A harvest of coding', outcome: 'done', message: null },
      expect.objectContaining({
        id: 'alert-b',
        outcome: 'conflict',
        message: 'Mateo Ruiz claimed this alert 1 minute ago.',
      }),
      expect.objectContaining({
        id: 'alert-c',
        outcome: 'refused',
        message: 'This alert is already decided.',
      }),
    ]);
    expect(await stateOf('alert-a')).toMatchObject({ assignee_id: dana.id, version: 2 });
    expect(await stateOf('alert-b')).toMatchObject({ assignee_id: null, version: 2 });
  });

  test('over a filter takes what matched at its cutoff: nothing raised later, nothing a colleague touched since', async () => {
    await getPool().query("UPDATE alert SET created_at = $1 WHERE id = 'alert-e'", [past(1)]);
    await claimAlert({ id: 'alert-b', version: 1 }, by(mateo, 2 * MINUTE));
    await claimAlert({ id: 'alert-c', version: 1 }, by(dana, 2 * MINUTE));
    const act = { kind: 'snooze', until: past(60 * MINUTE).toISOString() } as const;
    const scope = { filter: {}, cutoff };
    const results = [];
    let next: string | null = null;
    let requests = 0;
    do {
      const answer: TriageAnswer = await triageBatch(
        { scope, act, limit: 2, after: next },
        by(dana, 3 * MINUTE),
      );
      results.push(...answer.results);
      next = answer.next;
      requests += 1;
    } while (next !== null);
    expect(requests).toBe(2);
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['alert-a', 'done'],
      ['alert-b', 'conflict'],
      ['alert-c', 'done'],
      ['alert-d', 'done'],
    ]);
    const left = await listAlerts({}, by(dana, 4 * MINUTE));
    expect(left.items.map(({ id }) => id).sort()).toEqual(['alert-b', 'alert-e']);
  });

  test('dismisses each campaign once, with all of its alerts, unless somebody decided about it meanwhile', async () => {
    await getPool().query(
      `INSERT INTO alert (id, kind, subject, campaign_id, severity, score, summary, created_at)
       VALUES ('alert-a2', 'jump', 'a2', 'a', 'high', 0.8, 'It doubled.', $1)`,
      [T0],
    );
    await confirmCampaign({ id: 'd', version: 1, reason: 'One card.' }, by(mateo, 2 * MINUTE));
    const act = { kind: 'dismiss', reason: 'A class of students.', outcome: 'not_harvesting' } as const;
    const { results } = await triageBatch(
      { scope: { alerts: seen('a', 'a2', 'b', 'd') }, act },
      { ...by(dana, 3 * MINUTE), newId: countedIds() },
    );
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['alert-a', 'done'],
      ['alert-a2', 'done'],
      ['alert-b', 'done'],
      ['alert-d', 'conflict'],
    ]);
    const { rows } = await getPool().query('SELECT id, status, dismiss_outcome FROM campaign ORDER BY id');
    expect(rows.map(({ status }) => status)).toEqual([
      'dismissed',
      'dismissed',
      'suspected',
      'confirmed',
      'suspected',
    ]);
    const { rows: decisions } = await getPool().query(
      "SELECT count(*)::int AS n FROM decision WHERE kind = 'dismiss'",
    );
    expect(decisions[0].n).toBe(2);
  });

  test('over a filter leaves a campaign alone about which somebody decided after the cutoff', async () => {
    await getPool().query('TRUNCATE campaign CASCADE');
    for (const id of ['x', 'y', 'z']) await insertCampaign({ id });
    await confirmCampaign({ id: 'x', version: 1, reason: 'One card.' }, by(mateo, 2 * MINUTE));
    await getPool().query("UPDATE alert SET status = 'open' WHERE id = 'alert-x'");
    const act = { kind: 'dismiss', reason: 'A class of students.', outcome: 'not_harvesting' } as const;
    const { results } = await triageBatch({ scope: { filter: {}, cutoff }, act }, by(dana, 3 * MINUTE));
    expect(results[0]).toMatchObject({
      id: 'alert-x',
      outcome: 'conflict',
      message: 'Mateo Ruiz confirmed this campaign 1 minute ago.',
    });
    expect(results.slice(1).map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  });

  test('may be done without a change, and the log still has it', async () => {
    const { results } = await triageBatch(
      { scope: { alerts: seen('a') }, act: { kind: 'release' } },
      by(dana, MINUTE),
    );
    expect(results[0]).toMatchObject({ outcome: 'refused', message: 'Nobody holds this alert.' });
    const { rows } = await getPool().query(
      "SELECT after FROM audit_entry WHERE entity = 'alert_batch' ORDER BY seq DESC LIMIT 1",
    );
    expect(rows[0].after).toEqual({ act: 'release', alerts: 1, done: 0, left_alone: 1 });
  });
});
