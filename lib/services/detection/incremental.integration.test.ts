import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { seeded } from '@/lib/model/random';
import { SYSTEM } from '@/lib/services/fixture';
import { runDetectionVerb } from './run';
import { campaigns, DAY, END, ingest, iso, type Line, smallWorld, state } from './small-world';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Percent of a core for judging anew: so little that bases lie half a day apart; and in a world of this size, half an hour. */
const RARELY = '0';
const HALF_HOURS = '0.015';
/** Just after a base: midnight lies half-way between two. */
const START = END - 2 * DAY;

async function detect(until: number, full = false) {
  return runDetectionVerb({ until: new Date(until), full }, { actor: SYSTEM });
}

/** Whether the last run judged groups anew, and as of when. */
async function lastRun(): Promise<{ judged_at: string; judged_anew: boolean }> {
  const { rows } = await getPool().query(
    "SELECT after FROM audit_entry WHERE verb = 'detection.run' ORDER BY seq DESC LIMIT 1",
  );
  return rows[0].after;
}

afterAll(() => {
  delete process.env.RETORT_DETECT_CORE;
});

describe('a run after another', () => {
  test.each([
    { seed: 1, core: RARELY, step: HOUR, runs: 16 },
    { seed: 2, core: HALF_HOURS, step: 7 * MINUTE, runs: 24 },
  ])(
    'leaves step by step what a full one leaves, with late and repeated records: world $seed, $core % of a core',
    async ({ seed, core, step, runs }) => {
      process.env.RETORT_DETECT_CORE = core;
      const db = await createTestDatabase();
      try {
        const random = seeded(seed);
        const world = smallWorld({ seed, people: 80 });
        // One record in ten comes with the next delivery of stragglers, every five steps; one in twenty comes twice.
        const delivery = (at: number) => START + Math.ceil((at - START) / (5 * step)) * 5 * step;
        const arrivals = world.flatMap((line) => {
          const arrival = { line, arrives: random() < 0.1 ? delivery(line.at) : line.at };
          return random() < 0.05 ? [arrival, { line, arrives: line.at + random() * DAY }] : [arrival];
        });
        let from = Number.NEGATIVE_INFINITY;
        let reused = 0;
        for (let until = START; until <= START + runs * step; until += Math.ceil(random() * 3) * step) {
          await ingest(
            arrivals.filter(({ arrives }) => arrives > from && arrives <= until).map(({ line }) => line),
          );
          from = until;
          const receipt = await detect(until);
          if (!(await lastRun()).judged_anew) reused++;
          const found = await state();
          const kept = await getPool().query('SELECT to_jsonb(b) AS base FROM detection_base b');
          const full = await detect(until, true);
          expect((await lastRun()).judged_anew).toBe(true);
          expect(await state()).toEqual(found);
          expect(full).toMatchObject({
            exchanges: receipt.exchanges,
            accounts: receipt.accounts,
            campaigns: receipt.campaigns,
          });
          // The next run goes on from what this one left, not from what the full one did.
          await getPool().query('DELETE FROM detection_base');
          await getPool().query(
            'INSERT INTO detection_base SELECT r.* FROM jsonb_populate_record(NULL::detection_base, $1) r',
            [JSON.stringify(kept.rows[0].base)],
          );
        }
        expect(reused).toBeGreaterThanOrEqual(2);
        const through = await campaigns();
        expect(through.length).toBeGreaterThan(0);

        const fresh = await createTestDatabase();
        try {
          await ingest(arrivals.filter(({ arrives }) => arrives <= from).map(({ line }) => line));
          await detect(from);
          const at = (list: typeof through) => list.map(({ detected_at, first_seen, ...rest }) => rest);
          expect(at(await campaigns())).toEqual(at(through));
        } finally {
          await fresh.drop();
        }
      } finally {
        await db.drop();
      }
    },
    240_000,
  );
});

describe('accounts that take over', () => {
  let db: TestDatabase;
  const bannedAt = END - HOUR;
  beforeAll(async () => {
    process.env.RETORT_DETECT_CORE = RARELY;
    db = await createTestDatabase();
    await ingest(smallWorld({ people: 80 }).filter(({ at }) => at <= END));
    const bans: Line[] = [5, 6, 7, 8].map((i) => ({
      at: bannedAt,
      record: { type: 'account_event', account_id: `pool-${i}`, occurred_at: iso(bannedAt), kind: 'banned' },
    }));
    await ingest(bans);
    await detect(END);
  });
  afterAll(() => db.drop());

  const sends = (account_id: string, count: number, prompt: (i: number) => string): Line[] => [
    { at: END, record: { type: 'account', id: account_id, created_at: iso(END + 60_000), pathway: 'api' } },
    ...Array.from({ length: count }, (_, i) => ({
      at: END,
      record: {
        type: 'exchange',
        id: `${account_id}-${i}`,
        account_id,
        occurred_at: iso(END + (i + 2) * 60_000),
        model: 'aster-4',
        prompt: prompt(i),
        params: { temperature: 0.31, max_tokens: 700 },
      },
    })),
  ];
  const grading = (i: number) =>
    `Give the answer below a score from 1 to 5 by the rubric.\n### Task\nName river ${i} and its lamp\n### Rubric\nIs it right?`;

  test('belong within one run of their first ten exchanges, with the reason', async () => {
    await ingest([
      ...sends('heir', 10, grading),
      ...sends('slow', 9, grading),
      ...sends('other', 12, (i) =>
        i < 3 ? grading(i) : `What is the weather like on day ${i} of the ${i % 2 ? 'summer' : 'winter'}?`,
      ),
    ]);
    await detect(END + HOUR);
    expect(await lastRun()).toMatchObject({ judged_anew: false });
    const [campaign] = await campaigns();
    const members = new Map(campaign?.accounts.map((account) => [account.id, account]));
    expect(members.get('heir')).toMatchObject({
      role: 'successor',
      harvest_share: 1,
      reasons: [
        "Sends 10 exchanges of the group's kind, 100% of its traffic.",
        expect.stringMatching(/^New since 31 October at 00:02 UTC; of \d+ accounts .* \d+ are members\.$/),
        'Took it up within hours of a ban in the group.',
      ],
    });
    expect(members.get('heir')?.membership).toBeGreaterThanOrEqual(0.9);
    expect([members.has('slow'), members.has('other')]).toEqual([false, false]);
    const { rows } = await getPool().query("SELECT summary FROM campaign_event WHERE kind = 'succeeded'");
    expect(rows).toContainEqual({ summary: '1 new account took over after a ban' });
  });

  test('stay out of the campaign, with what they sent, once a person took them out', async () => {
    const hours = async () =>
      (
        await getPool().query<{ exchanges: number; harvest: number }>(
          'SELECT sum(exchanges)::int AS exchanges, sum(harvest)::int AS harvest FROM campaign_hour',
        )
      ).rows[0];
    const before = (await hours()) ?? { exchanges: 0, harvest: 0 };
    await getPool().query(
      `INSERT INTO campaign_exclusion (campaign_id, account_key, kind, reason, listed, decision_id, actor_name, excluded_at)
       SELECT m.campaign_id, m.account_key, 'excluded', 'Ours.', to_jsonb(m), 'd', 'Dana Okafor', $1
         FROM campaign_account m JOIN account a ON a.key = m.account_key WHERE a.id = 'heir'`,
      [new Date(END)],
    );
    await detect(END + 2 * HOUR);
    expect(await lastRun()).toMatchObject({ judged_anew: false });
    const [campaign] = await campaigns();
    expect(campaign?.accounts.map(({ id }) => id)).not.toContain('heir');
    expect(await hours()).toEqual({ exchanges: before.exchanges - 10, harvest: before.harvest - 10 });
    const found = await state();
    await detect(END + 2 * HOUR, true);
    expect(await state()).toEqual(found);
  });
});

describe('a group that nobody knew', () => {
  /** Percent of a core on which a world of this size is judged anew every quarter of an hour. */
  const QUARTERS = '0.09';
  const SIZE = 8;
  let db: TestDatabase;
  const registered = (name: string, at: number): Line[] =>
    Array.from({ length: SIZE }, (_, i) => ({
      at,
      record: {
        type: 'account',
        id: `${name}-${i}`,
        created_at: iso(at + i * 1_000),
        pathway: 'api',
        plan: 'tier1',
        payment: { fingerprint: `${name}-card-${i % 3}`, bin: name === 'fresh' ? '555002' : '410003' },
      },
    }));
  const sent = (name: string, from: number, prompt: (n: number) => string, each: number): Line[] =>
    Array.from({ length: each * SIZE }, (_, n) => {
      const at = from + (n * 10 * MINUTE) / (each * SIZE);
      return {
        at,
        record: {
          type: 'exchange',
          id: `${name}-${from}-${n}`,
          account_id: `${name}-${n % SIZE}`,
          occurred_at: iso(at),
          model: 'aster-4',
          prompt: prompt(n),
          params:
            name === 'fresh' ? { temperature: 0.77, max_tokens: 4000 } : { temperature: 0.2, top_p: 0.9 },
        },
      };
    });
  beforeAll(async () => {
    process.env.RETORT_DETECT_CORE = QUARTERS;
    db = await createTestDatabase();
    await ingest([
      ...smallWorld({ people: 600 }).filter(({ at }) => at <= END),
      ...registered('aged', END - 300 * DAY),
      ...sent('aged', END - 20 * DAY, (n) => `Which bird sings in garden ${n}?`, 1),
    ]);
  });
  afterAll(() => db.drop());

  test.each([
    { name: 'fresh', start: END },
    { name: 'aged', start: END + HOUR },
  ])(
    'is found before groups are judged anew, and goes on under its id: $name accounts',
    async ({ name, start }) => {
      await detect(start + MINUTE);
      const world = (await campaigns()).map(({ id }) => id);
      const problem = (n: number) =>
        name === 'fresh'
          ? `Solve the task step by step and show all of your reasoning.\n### Problem ${n}\nHow many lamps stand in street ${n * 7}?\n### Reasoning`
          : `You write test cases.\nFunction: harbour_${n}(bridge, ${n * 3})\nReturn the code only, then one line on what it covers.`;
      await ingest([
        ...(name === 'fresh' ? registered(name, start + MINUTE) : []),
        ...sent(name, start + 90_000, problem, 25),
      ]);
      await detect(start + 14 * MINUTE);
      expect(await lastRun()).toMatchObject({ judged_anew: false });
      const found = await campaigns();
      const fresh = found.find(({ id }) => !world.includes(id));
      expect(fresh?.accounts.map(({ id }) => id).sort()).toEqual(
        Array.from({ length: SIZE }, (_, i) => `${name}-${i}`),
      );
      expect(found.map(({ id }) => id).sort()).toEqual([...world, fresh?.id].sort());
      const left = await state();
      await detect(start + 14 * MINUTE, true);
      expect(await state()).toEqual(left);
      await detect(start + 16 * MINUTE);
      expect(await lastRun()).toMatchObject({ judged_anew: true });
      expect((await campaigns()).map(({ id }) => id).sort()).toEqual([...world, fresh?.id].sort());
    },
  );
});
