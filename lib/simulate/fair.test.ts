import { describe, expect, it } from 'vitest';
import { type AccountRecord, accountRecord, type ExchangeRecord } from '@/lib/model/records';
import type { DifficultyName } from './difficulty';
import { mixed } from './scenarios/mixed';
import { simulate } from './simulate';

const END = Date.UTC(2026, 4, 20, 14);

/** What the records of one account show besides its behaviour. */
interface Seen {
  account: AccountRecord;
  harvests: boolean;
  first: ExchangeRecord | undefined;
  /** Milliseconds of the second at which requests came. */
  millis: number[];
  fields: Set<string>;
  latencies: Set<number>;
}

const looked = new Map<DifficultyName, Seen[]>();

function look(difficulty: DifficultyName): Seen[] {
  const before = looked.get(difficulty);
  if (before) return before;
  const accounts = new Map<string, Seen>();
  for (const { record, campaign } of simulate({
    scenario: mixed,
    end: END,
    scale: 0.12,
    difficulty,
    seed: 5,
  })) {
    if (record.type === 'account' && !record.status_at)
      accounts.set(record.id, {
        account: record,
        harvests: false,
        first: undefined,
        millis: [],
        fields: new Set(),
        latencies: new Set(),
      });
    if (record.type !== 'exchange') continue;
    const seen = accounts.get(record.account_id);
    if (!seen) continue;
    seen.first ??= record;
    if (campaign) seen.harvests = true;
    if (seen.millis.length < 50) seen.millis.push(Date.parse(record.occurred_at) % 1_000);
    for (const field of Object.keys(record)) seen.fields.add(field);
    if (record.latency_ms !== undefined) seen.latencies.add(record.latency_ms % 10);
  }
  const seen = [...accounts.values()].filter(({ first }) => first !== undefined);
  looked.set(difficulty, seen);
  return seen;
}

/** How often a randomly drawn campaign account has more of something than a randomly drawn honest one; 0.5 says nothing. */
function separation(seen: readonly Seen[], of: (one: Seen) => number): number {
  const ranked = seen
    .map((one) => ({ harvests: one.harvests, value: of(one) }))
    .sort((x, y) => x.value - y.value);
  let rank = 0;
  let sum = 0;
  let positives = 0;
  for (let i = 0; i < ranked.length; ) {
    let j = i;
    while (j < ranked.length && ranked[j]?.value === ranked[i]?.value) j++;
    const middle = rank + (j - i + 1) / 2;
    for (let k = i; k < j; k++)
      if (ranked[k]?.harvests) {
        sum += middle;
        positives++;
      }
    rank += j - i;
    i = j;
  }
  return (sum - (positives * (positives + 1)) / 2) / (positives * (ranked.length - positives));
}

const digits = (id: string | undefined) =>
  Number.parseInt((id ?? '').replace(/^.*_/, '').slice(0, 7), 36) || 0;
const has = (value: unknown) => (value === undefined ? 0 : 1);
const mean = (values: readonly number[]) =>
  values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);

describe.each(['middle', 'hard'] as const)('in a mixed world, difficulty %s,', (difficulty) => {
  const seen = look(difficulty);
  const shapes = (of: (one: Seen) => string | undefined, harvests: boolean) =>
    new Set(
      seen
        .filter((one) => one.harvests === harvests)
        .flatMap((one) => of(one)?.replace(/[a-z]/g, 'a').replace(/[0-9]/g, 'a') ?? []),
    );

  it('there are both kinds of accounts', () => {
    expect(seen.filter(({ harvests }) => harvests).length).toBeGreaterThan(200);
    expect(seen.filter(({ harvests }) => !harvests).length).toBeGreaterThan(600);
  });

  it.each<[string, (one: Seen) => number]>([
    ['the account id', (one) => digits(one.account.id)],
    ['the exchange id', (one) => digits(one.first?.id)],
    ['the session id', (one) => digits(one.first?.session_id)],
    ['the millisecond of the sign-up', (one) => Date.parse(one.account.created_at) % 1_000],
    ['the second of the sign-up', (one) => Math.floor(Date.parse(one.account.created_at) / 1_000) % 60],
    ['the milliseconds of requests', (one) => mean(one.millis)],
    ['the spread of milliseconds', (one) => mean(one.millis.map((x) => Math.abs(x - 500)))],
    ['the last digits of latencies', (one) => mean([...one.latencies])],
    ...(
      ['device_id', 'signup_ip', 'ja4', 'email_hash', 'email_domain', 'plan', 'country', 'verified'] as const
    ).map(
      (field) =>
        [`whether the account has ${field}`, (one: Seen) => has(one.account[field])] as [
          string,
          (one: Seen) => number,
        ],
    ),
    ...(
      [
        'session_id',
        'ip',
        'asn',
        'country',
        'ja4',
        'user_agent',
        'modalities',
        'latency_ms',
        'input_tokens',
        'reasoning_issued',
      ] as const
    ).map(
      (field) =>
        [`whether its requests have ${field}`, (one: Seen) => Number(one.fields.has(field))] as [
          string,
          (one: Seen) => number,
        ],
    ),
  ])('%s gives no campaign away', (_, of) => {
    const auc = separation(seen, of);
    expect(auc).toBeGreaterThan(0.43);
    expect(auc).toBeLessThan(0.57);
  });

  it.each<[string, (one: Seen) => string | undefined]>([
    ['account ids', (one) => one.account.id],
    ['exchange ids', (one) => one.first?.id],
    ['session ids', (one) => one.first?.session_id],
    ['keys', (one) => one.first?.api_key_id],
    ['blocks of reasoning', (one) => one.first?.reasoning_issued?.[0]],
    ['payment fingerprints', (one) => one.account.payment?.fingerprint],
    ['phone hashes', (one) => one.account.phone_hash],
    ['devices', (one) => one.account.device_id],
    ['TLS fingerprints', (one) => one.account.ja4],
  ])('%s look alike whoever has them', (_, of) => {
    const honest = shapes(of, false);
    for (const shape of shapes(of, true)) expect(honest).toContain(shape);
  });

  it('fields come in the order of the schema whoever filled them in', () => {
    const order = Object.keys(accountRecord.shape);
    for (const { account } of seen) {
      const places = Object.keys(account).map((field) => order.indexOf(field));
      expect(places).toEqual([...places].sort((x, y) => x - y));
    }
  });

  it.each<[string, (one: Seen) => string | undefined]>([
    ['plan', (one) => one.account.plan],
    ['pathway', (one) => one.account.pathway],
    ['kind of verification', (one) => one.account.verified],
    ['program', (one) => one.first?.user_agent?.split(/[/ ]/)[0]],
    ['TLS fingerprint', (one) => one.first?.ja4],
    ['country', (one) => one.account.country],
    ['network', (one) => (one.first?.asn === undefined ? undefined : String(one.first.asn))],
    ['kind of payment', (one) => one.account.payment?.kind],
    ['BIN', (one) => one.account.payment?.bin],
    ['temperature', (one) => value(one.first?.params?.temperature)],
    ['thinking budget', (one) => value(one.first?.params?.thinking_budget)],
    ['limit of tokens', (one) => value(one.first?.params?.max_tokens)],
  ])('no common %s of campaigns is theirs alone', (_, of) => {
    const counts = new Map<string, [honest: number, harvesting: number]>();
    for (const one of seen) {
      const key = of(one);
      if (key === undefined) continue;
      const count = counts.get(key) ?? [0, 0];
      count[one.harvests ? 1 : 0]++;
      counts.set(key, count);
    }
    for (const [key, [honest, harvesting]] of counts)
      if (harvesting >= 10) expect([key, honest]).toEqual([key, expect.toSatisfy((n: number) => n >= 1)]);
  });
});

function value(x: unknown): string | undefined {
  return x === undefined ? undefined : String(x);
}

describe('missing fields', () => {
  it.each([
    ['easy', 0.005, 0.05],
    ['middle', 0.05, 0.18],
    ['hard', 0.14, 0.4],
  ] as const)('on %s worlds are missing as often as they should be', (difficulty, least, most) => {
    const seen = look(difficulty);
    for (const field of ['device_id', 'signup_ip', 'ja4', 'plan', 'verified'] as const) {
      const missing = 1 - mean(seen.map((one) => has(one.account[field])));
      expect(missing).toBeGreaterThan(least);
      expect(missing).toBeLessThan(most + 0.04);
    }
  });
});
