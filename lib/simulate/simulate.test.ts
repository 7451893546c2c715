import { describe, expect, it } from 'vitest';
import { accountRecord, record } from '@/lib/model/records';
import { castOf } from './scenario';
import { full } from './scenarios/full';
import { mixed } from './scenarios/mixed';
import { tiny } from './scenarios/tiny';
import { SCENARIOS, type SimulateOptions, simulate } from './simulate';
import type { Made } from './stage';

const END = Date.UTC(2026, 4, 20, 14);

function world(options: Partial<SimulateOptions> = {}): Made[] {
  return [...simulate({ scenario: tiny, end: END, ...options })];
}

function text(made: readonly Made[]): string {
  return made.map((one) => JSON.stringify(one.record)).join('\n');
}

/** When a record says it happened, read from the record alone. */
function ownTime({ record }: Made): string | undefined {
  switch (record.type) {
    case 'exchange':
    case 'account_event':
      return record.occurred_at;
    case 'model_release':
      return record.released_at;
    case 'account':
      return record.status_at ?? record.created_at;
    case 'indicator':
      return undefined;
  }
}

describe.each([
  ['tiny', tiny, 1],
  ['mixed', mixed, 0.06],
] as const)('a simulated world, %s,', (name, scenario, scale) => {
  const made = world({ scenario, scale });
  const exchanges = made.flatMap((one) =>
    one.record.type === 'exchange' ? [{ ...one, record: one.record }] : [],
  );
  const created = new Map(
    made.flatMap((one) =>
      one.record.type === 'account' ? [[one.record.id, Date.parse(one.record.created_at)] as const] : [],
    ),
  );

  it('is the same for the same seed and another for another', () => {
    const beginning = (seed: number) => {
      const lines: string[] = [];
      for (const one of simulate({ scenario, scale, seed, end: END })) {
        lines.push(text([one]));
        if (lines.length === 4_000) break;
      }
      return lines.join('\n');
    };
    expect(beginning(1)).toBe(text(made.slice(0, 4_000)));
    expect(beginning(2)).not.toBe(text(made.slice(0, 4_000)));
  });

  it('comes in order of time, all of it before the end', () => {
    let before = Number.NEGATIVE_INFINITY;
    for (const one of made) {
      expect(one.at).toBeGreaterThanOrEqual(before);
      before = one.at;
      const own = ownTime(one);
      if (own) expect(Date.parse(own)).toBe(Math.floor(one.at));
    }
    expect(before).toBeLessThan(END);
  });

  it('is taken whole by the schema of records, with nothing unknown in it', () => {
    for (const one of made) expect(record.parse(one.record)).toEqual(one.record);
  });

  it('has unique ids', () => {
    expect(new Set(exchanges.map((one) => one.record.id)).size).toBe(exchanges.length);
    const first = made.filter((one) => one.record.type === 'account' && !one.record.status_at);
    expect(first.length).toBe(created.size);
  });

  it('lets no account ask before it is opened or after it was banned', () => {
    const banned = new Map<string, number>();
    for (const one of made) {
      if (one.record.type === 'account_event' && one.record.kind === 'banned')
        banned.set(one.record.account_id, one.at);
    }
    expect(banned.size).toBeGreaterThan(10);
    // A session that has begun may still end.
    const grace = name === 'tiny' ? 20 * 60_000 : 0;
    for (const { at, record } of exchanges) {
      expect(created.get(record.account_id)).toBeLessThanOrEqual(at);
      expect(at).toBeLessThanOrEqual((banned.get(record.account_id) ?? END) + grace);
    }
  });
});

describe.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  'scenario %s',
  (name, scenario) => {
    const scale = name === 'tiny' ? 1 : name === 'full' ? 0.002 : scenario.even ? 0.05 : 0.25;
    const { roles } = castOf(scenario, scale);
    const operators = roles.filter((role) => role.kind === 'operator').map((role) => role.name);
    const campaigns = roles.flatMap((role) => role.campaigns);
    const lookalikes = roles.filter((role) => role.kind === 'lookalike');
    const members = new Map<string, Set<string>>();
    const harvests = new Map<string, number>();
    const hired = new Set<string>();
    let everyAccountKnown = true;
    const known = new Set<string>();
    let perDayMost = 0;
    const daily = new Map<string, number>();
    for (const one of simulate({ scenario, end: END, scale })) {
      if (one.record.type === 'account') {
        known.add(one.record.id);
        accountRecord.parse(one.record);
      }
      if (!one.campaign) continue;
      if (one.record.type === 'account') {
        hired.add(one.record.id);
        members.set(one.campaign, (members.get(one.campaign) ?? new Set()).add(one.record.id));
      } else if (one.record.type === 'exchange') {
        harvests.set(one.campaign, (harvests.get(one.campaign) ?? 0) + 1);
        if (!hired.has(one.record.account_id)) everyAccountKnown = false;
        const key = `${one.record.account_id} ${one.record.occurred_at.slice(0, 10)}`;
        const n = (daily.get(key) ?? 0) + 1;
        daily.set(key, n);
        perDayMost = Math.max(perDayMost, n);
      }
    }

    it('says the truth about its operators and nobody else', () => {
      expect([...members.keys()].sort()).toEqual([...operators].sort());
      expect([...harvests.keys()].sort()).toEqual([...campaigns].sort());
      for (const role of lookalikes) expect(members.has(role.name)).toBe(false);
      expect(everyAccountKnown).toBe(true);
      for (const accounts of members.values()) for (const id of accounts) expect(known.has(id)).toBe(true);
    });

    it('keeps each harvesting account at the volume of an ordinary one', () => {
      expect(perDayMost).toBeLessThan(120);
    });
  },
);

describe('the full-size world', () => {
  it('has more groups at a larger scale, every one under a name of its own', () => {
    const names = (scale: number) => castOf(full, scale).roles.map((role) => role.name);
    expect(new Set(names(1)).size).toBe(names(1).length);
    expect(names(0.01).every((name) => names(1).includes(name))).toBe(true);
    expect(names(1).filter((name) => /^card-ring/.test(name))).toHaveLength(4);
    expect(names(0.01).filter((name) => /^card-ring/.test(name))).toHaveLength(1);
  });
});

describe('scale', () => {
  const opened = (made: readonly Made[]) =>
    made.filter((one) => one.record.type === 'account' && !one.record.status_at).length;
  const one = opened(world());
  it.each([
    [0.5, 0.5],
    [3, 3],
  ])('%s multiplies accounts', (scale, factor) => {
    const scaled = opened(world({ scale }));
    expect(scaled / one).toBeGreaterThan(factor * 0.9);
    expect(scaled / one).toBeLessThan(factor * 1.1);
  });
});
