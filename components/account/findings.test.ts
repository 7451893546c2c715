import { describe, expect, it } from 'vitest';
import type {
  AccountBreakdown,
  AccountIndicators,
  AccountTimeline,
  SessionRow,
} from '@/lib/model/console/account';
import {
  breakdownFinding,
  indicatorsFinding,
  quietHours,
  rhythmOf,
  sessionsFinding,
  timelineFinding,
} from './findings';

const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 10, 10);

const session = (beganHour: number, minutes: number, exchanges = 6, limited = 0): SessionRow => ({
  began: new Date(T0 + beganHour * HOUR).toISOString(),
  ended: new Date(T0 + beganHour * HOUR + minutes * 60_000).toISOString(),
  since_last_ms: null,
  exchanges,
  models: ['aster-5'],
  capabilities: {},
  input_tokens: 1,
  output_tokens: 1,
  limited,
});

const timeline = (change: Partial<AccountTimeline>): AccountTimeline => ({
  from: new Date(T0).toISOString(),
  to: new Date(T0 + 48 * HOUR).toISOString(),
  born: new Date(T0).toISOString(),
  ended: new Date(T0 + 48 * HOUR).toISOString(),
  exchanges: 10,
  marks: [],
  bucket_seconds: 1800,
  buckets: [],
  models: [],
  sought: [
    { capability: 'coding', exchanges: 6 },
    { capability: 'general', exchanges: 4 },
  ],
  life: { bucket_seconds: 3600, counts: [] },
  events: [],
  detections: [],
  decisions: [],
  releases: [],
  hours_of_day: Array(24).fill(1),
  ...change,
});

describe('rhythmOf', () => {
  it('finds the period of sessions that come like a clock, and how long they last', () => {
    const regular = [0, 3.4, 6.9, 10.3, 13.7, 17.1].map((hour) => session(hour, 40));
    expect(rhythmOf(regular)?.works).toBe(40 * 60_000);
    expect((rhythmOf(regular)?.every ?? 0) / HOUR).toBeCloseTo(3.4, 1);
  });

  it.each([
    ['too few to tell', [0, 3, 6, 9, 12]],
    ['at no fixed times', [0, 1, 9, 11, 30, 31, 55]],
  ])('says nothing of sessions that are %s', (_, hours) => {
    expect(rhythmOf(hours.map((hour) => session(hour, 10)))).toBeNull();
  });
});

describe('quietHours', () => {
  const busyBut = (...quiet: number[]) =>
    Array.from({ length: 24 }, (_, hour) => (quiet.includes(hour) ? 0 : 5));
  it.each([
    ['over midnight', busyBut(22, 23, 0, 1), { from: 22, to: 2 }],
    ['in the evening', busyBut(18, 19, 20, 21), { from: 18, to: 22 }],
    ['too short', busyBut(3, 4), null],
    ['never awake', Array(24).fill(0), null],
  ])('%s', (_, hours, expected) => {
    expect(quietHours(hours)).toEqual(expected);
  });
});

describe('titles that say what is found', () => {
  it.each([
    ['nothing sent', timeline({ exchanges: 0 }), [], 'Nothing was sent in these 2 d'],
    [
      'irregular',
      timeline({
        marks: Array.from({ length: 10 }, (_, n) => ({
          at: '',
          capability: n < 6 ? ('coding' as const) : ('general' as const),
          model: 0,
        })),
      }),
      [session(1, 5)],
      '10 exchanges in 2 d, 60% for code',
    ],
    [
      'of one kind, by bucket',
      timeline({ marks: null, buckets: [{ capability: 'vision', at: 0, exchanges: 10 }] }),
      [],
      '10 exchanges in 2 d, all for image understanding',
    ],
    [
      'regular, with a night',
      timeline({
        exchanges: 60,
        to: new Date(T0 + 96 * HOUR).toISOString(),
        hours_of_day: Array.from({ length: 24 }, (_, hour) => (hour >= 18 && hour < 22 ? 0 : 3)),
      }),
      [0, 3.5, 7, 10.5, 14, 17.5].map((hour) => session(hour, 40)),
      'It works for 40 min every 3 h 30 min, never between 18:00 and 22:00 UTC',
    ],
  ])('timeline: %s', (_, data, sessions, expected) => {
    expect(timelineFinding(data, sessions)).toBe(expected);
  });

  it.each([
    [[], true, 'No session yet'],
    [[session(0, 40, 7)], true, 'One session, of 7 exchanges, none at a limit'],
    [[session(0, 1, 1), session(2, 1, 1)], false, 'The last 2 sessions, each of 1 exchange, none at a limit'],
    [
      [session(0, 1, 3), session(2, 1, 7, 2), session(5, 1, 9)],
      true,
      'Three sessions, half of them of 7 exchanges or more, one at a limit',
    ],
  ])('sessions %#', (rows, all, expected) => {
    expect(sessionsFinding(rows, all)).toBe(expected);
  });

  const breakdown = (
    shares: AccountBreakdown['shares'],
    baseline: AccountBreakdown['shares'],
    sampled = 100,
  ): AccountBreakdown => ({
    from: '',
    to: '',
    exchanges: Object.keys(shares).length,
    shares,
    baseline,
    peers: 120,
    sampled,
    alike: 'plan and pathway',
  });
  it.each([
    [breakdown({}, {}), 'Nothing was sent in the last 30 days of its life'],
    [
      breakdown(
        { reasoning_elicitation: 0.5, rubric_grading: 0.27, coding: 0.23 },
        { reasoning_elicitation: 0.04, rubric_grading: 0.02, coding: 0.3 },
      ),
      '77% reasoning and rubric grading; its peers: 6%',
    ],
    [
      breakdown({ coding: 0.45, general: 0.55 }, { coding: 0.4, general: 0.6 }),
      'It seeks what its peers seek: 55% general, theirs 60%',
    ],
    [breakdown({ coding: 1 }, {}, 0), '100% coding; no peers to compare with'],
  ])('breakdown %#', (data, expected) => {
    expect(breakdownFinding(data)).toBe(expected);
  });

  const shared = (kind: string, accounts: number, in_campaign: number | null, one_in: number) => ({
    kind,
    value: kind,
    label: kind,
    filter: kind,
    accounts,
    counted_to: null,
    in_campaign,
    looked_at: accounts,
    one_in,
    first_seen: '',
    last_seen: '',
    exchanges: 1,
    reported: null,
  });
  const indicators = (change: Partial<AccountIndicators>): AccountIndicators => ({
    items: [],
    alone: 0,
    total: 3,
    accounts: 1000,
    campaign: { id: 'c', title: 'Copper Heron' },
    ...change,
  });
  it.each([
    [indicators({ total: 0 }), 'It has shown no value that others could share'],
    [indicators({}), 'Nobody else shows any of its 3 values'],
    [
      indicators({ items: [shared('payment_fingerprint', 9, 1, 100), shared('ja4', 200, 0.1, 5)] }),
      'Card leads to the group',
    ],
    [
      indicators({
        items: [
          shared('payment_fingerprint', 9, 1, 100),
          shared('api_key', 4, 0.8, 50),
          shared('tool_schema', 3, 0.6, 10),
        ],
      }),
      'Card, API key and tool schema lead to the group',
    ],
    [
      indicators({ campaign: null, items: [shared('ja4', 200, null, 5)] }),
      'The rarest value it shares is one of 1 in 5 accounts',
    ],
  ])('indicators %#', (data, expected) => {
    expect(indicatorsFinding(data)).toBe(expected);
  });
});
