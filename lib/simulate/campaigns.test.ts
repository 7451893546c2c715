import { describe, expect, it } from 'vitest';
import type { AccountRecord, ExchangeRecord } from '@/lib/model/records';
import { castOf } from './scenario';
import { mixed } from './scenarios/mixed';
import { simulate } from './simulate';
import { DAY, HOUR } from './stage';

const END = Date.UTC(2026, 4, 20, 14);

interface Hand {
  at: number;
  record: ExchangeRecord;
  /** The campaign whose harvest this is; cover and resold traffic are nobody's. */
  harvest: string | undefined;
}

interface Operator {
  accounts: Map<string, AccountRecord>;
  hands: Hand[];
  bans: number[];
}

const operators = new Map<string, Operator>();
const owner = new Map<string, Operator>();
const issuer = new Map<string, string>();
let honest = 0;
let honestForeign = 0;
for (const { at, record, campaign, group } of simulate({
  scenario: mixed,
  end: END,
  scale: 0.25,
  difficulty: 'easy',
})) {
  if (record.type === 'account' && campaign && !record.status_at) {
    const name = group?.name ?? campaign;
    const known = operators.get(name) ?? { accounts: new Map(), hands: [], bans: [] };
    operators.set(name, known);
    known.accounts.set(record.id, record);
    owner.set(record.id, known);
  } else if (record.type === 'account_event' && record.kind === 'banned') {
    owner.get(record.account_id)?.bans.push(at);
  } else if (record.type === 'exchange') {
    owner.get(record.account_id)?.hands.push({ at, record, harvest: campaign });
    for (const hash of record.reasoning_issued ?? []) issuer.set(hash, record.account_id);
    if (!owner.has(record.account_id)) honest++;
    if (!owner.has(record.account_id))
      for (const hash of record.reasoning_refs ?? [])
        if (issuer.get(hash) !== record.account_id) honestForeign++;
  }
}

function of(name: string): Operator {
  const one = operators.get(name);
  if (!one) throw new Error(`no operator ${name}`);
  return one;
}

const share = (hands: readonly Hand[], is: (hand: Hand) => unknown) => hands.filter(is).length / hands.length;
const foreign = ({ record }: Hand) =>
  record.reasoning_refs?.some((hash) => issuer.has(hash) && issuer.get(hash) !== record.account_id);

describe('operators of the mixed world do what was reported of such operators', () => {
  it('card-ring has many accounts to a card and starts its jobs in step', () => {
    const { accounts, hands } = of('card-ring');
    const cards = new Set([...accounts.values()].flatMap((one) => one.payment?.fingerprint ?? []));
    expect(cards.size).toBeLessThan(accounts.size / 2);
    // On easy worlds nearly everything lies in the first minutes of a half hour.
    expect(share(hands, ({ at }) => at % (30 * 60_000) < 4 * 60_000)).toBeGreaterThan(0.8);
  });

  it('many-pathways comes by many pathways with a card for each account', () => {
    const { accounts } = of('many-pathways');
    expect(new Set([...accounts.values()].map((one) => one.pathway)).size).toBeGreaterThanOrEqual(5);
    const cards = [...accounts.values()].flatMap((one) => one.payment?.fingerprint ?? []);
    expect(new Set(cards).size).toBeGreaterThan(cards.length * 0.9);
  });

  it('large-harvest pivots to a new model within a day, and its second pool works hours after the ban', () => {
    const { accounts, hands, bans } = of('large-harvest');
    const released = END - 9.6 * DAY;
    const day = hands.filter(
      ({ at, harvest }) => harvest && at > released + 18 * HOUR && at < released + 60 * HOUR,
    );
    const newer = share(day, ({ record }) => record.model === 'aster-5');
    expect(newer).toBeGreaterThan(0.4);
    expect(newer).toBeLessThan(0.7);
    expect(bans.length).toBeGreaterThan(accounts.size * 0.4);
    const last = Math.max(...bans);
    const day2 = hands.filter(({ at }) => at > last + 8 * HOUR && at < last + 32 * HOUR).length;
    const day1 = hands.filter(({ at }) => at > Math.min(...bans) - DAY && at < Math.min(...bans)).length;
    expect(day2).toBeGreaterThan(day1 * 0.5);
  });

  it('hydra sells on most of its traffic and has two customers that harvest different things', () => {
    const { accounts, hands, bans } = of('hydra');
    const harvest = share(hands, (hand) => hand.harvest);
    expect(harvest).toBeGreaterThan(0.2);
    expect(harvest).toBeLessThan(0.4);
    expect(new Set(hands.flatMap((hand) => hand.harvest ?? []))).toEqual(new Set(['hydra-1', 'hydra-2']));
    expect(
      share(
        hands.filter((hand) => hand.harvest === 'hydra-1'),
        foreign,
      ),
    ).toBeGreaterThan(0.4);
    const created = [...accounts.values()].map((one) => Date.parse(one.created_at));
    for (const ban of bans) expect(created.some((at) => at > ban && at < ban + 9 * HOUR)).toBe(true);
  });

  it('replay-burst sends four requests an account in two days and replays what others were given', () => {
    const { accounts, hands } = of('replay-burst');
    const harvest = hands.filter((hand) => hand.harvest);
    expect(accounts.size).toBeGreaterThan(500);
    expect(harvest.length / accounts.size).toBeGreaterThan(3.8);
    expect(harvest.length / accounts.size).toBeLessThan(4.2);
    const times = harvest.map(({ at }) => at);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(2.1 * DAY);
    expect(share(harvest, foreign)).toBeGreaterThan(0.5);
  });

  it('honest customers hardly ever present reasoning that others were given', () => {
    expect(honestForeign).toBeGreaterThan(0);
    expect(honestForeign / honest).toBeLessThan(0.02);
  });

  it('probe-exploit is refused most of the time until it has found what works', () => {
    const harvest = of('probe-exploit').hands.filter((hand) => hand.harvest);
    const found = END - 10 * DAY;
    const refused = ({ record }: Hand) => record.refused;
    expect(
      share(
        harvest.filter(({ at }) => at < found),
        refused,
      ),
    ).toBeGreaterThan(0.45);
    expect(
      share(
        harvest.filter(({ at }) => at > found),
        refused,
      ),
    ).toBeLessThan(0.15);
  });

  it('slow-drip sends about two requests an account and day and shares no card, address or phone', () => {
    const { accounts, hands } = of('slow-drip');
    expect(hands.length / accounts.size / 25).toBeGreaterThan(1.4);
    expect(hands.length / accounts.size / 25).toBeLessThan(2.8);
    const cards = [...accounts.values()].flatMap((one) => one.payment?.fingerprint ?? []);
    expect(new Set(cards).size).toBeGreaterThan(cards.length * 0.9);
    const texts = hands.map(({ record }) => record.prompt?.slice(0, 120));
    expect(new Set(texts).size).toBeGreaterThan(texts.length * 0.5);
  });

  it.each([
    ['Chinese', /\p{Script=Han}{4}/u],
    ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]{4}/u],
    ['Russian', /\p{Script=Cyrillic}{4}/u],
    ['Spanish', /[¿ñáéíó]/u],
  ])('many-languages asks in %s too', (_, script) => {
    const { hands } = of('many-languages');
    expect(share(hands, ({ record }) => script.test(record.prompt ?? ''))).toBeGreaterThan(0.05);
  });
});

describe('difficulty', () => {
  it.each([
    ['easy', 0, 0.1],
    ['middle', 0.08, 0.35],
    ['hard', 0.3, 0.65],
  ] as const)(
    'decides how much of a harvesting account’s traffic is cover: %s',
    (difficulty, least, most) => {
      const scenario = {
        ...mixed,
        roles: castOf(mixed, 1).roles.filter((role) => role.name === 'many-pathways'),
      };
      let all = 0;
      let cover = 0;
      for (const { record, campaign } of simulate({ scenario, end: END, scale: 0.3, difficulty })) {
        if (record.type !== 'exchange') continue;
        all++;
        if (!campaign) cover++;
      }
      expect(cover / all).toBeGreaterThanOrEqual(least);
      expect(cover / all).toBeLessThan(most);
    },
  );
});
