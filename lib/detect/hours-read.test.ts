import { describe, expect, it } from 'vitest';
import { CAPABILITIES, type Capability, capabilityIndex } from '@/lib/model/capability';
import { type HourRow, harvestShares } from './draft';
import { hoursAsRead } from './hours-read';
import type { Readings } from './readings';

const START = Date.UTC(2026, 10, 1);
const CODING = capabilityIndex('coding');
const REASONING = capabilityIndex('reasoning_elicitation');

function row(hour: number, capability: number, exchanges: number, harvest: number, model = 1n): HourRow {
  return {
    hour: new Date(START + hour * 3_600_000),
    capability,
    model_key: model,
    pathway: 0,
    exchanges,
    harvest,
  };
}

/** Every label is what it says, but for those given. */
function read(changes: Partial<Record<Capability, Partial<Record<Capability, number>>>>): Readings {
  return CAPABILITIES.map((label) =>
    CAPABILITIES.map((one) => (changes[label] ? (changes[label][one] ?? 0) : one === label ? 1 : 0)),
  );
}

const sum = (rows: readonly HourRow[], pick: (row: HourRow) => number) =>
  rows.reduce((total, one) => total + pick(one), 0);

describe('hours under the capabilities as which they are read', () => {
  it('are as they were where labels are what they say, or nothing is known of them', () => {
    const rows = [row(0, REASONING, 7, 5), row(0, CODING, 3, 3), row(1, CODING, 4, 0)];
    expect(hoursAsRead(rows, read({}))).toEqual(rows);
    expect(hoursAsRead(rows, undefined)).toEqual(rows);
  });

  it('count one scaffold as one thing, and leave what is no harvest', () => {
    const readings = read({ coding: { reasoning_elicitation: 1 } });
    expect(hoursAsRead([row(0, REASONING, 7, 5), row(0, CODING, 6, 4)], readings)).toEqual([
      row(0, REASONING, 11, 9),
      row(0, CODING, 2, 0),
    ]);
  });

  it.each([1, 2, 3, 40])('come to the shares of the campaign with %i exchanges an hour', (each) => {
    const readings = read({ coding: { reasoning_elicitation: 0.7, coding: 0.2, general: 0.1 } });
    const rows = Array.from({ length: 400 }, (_, hour) => [
      row(hour, CODING, each + 1, each, BigInt(hour % 2)),
      row(hour, REASONING, 1, 1, 1n),
    ]).flat();
    const result = hoursAsRead(rows, readings);
    expect(sum(result, ({ exchanges }) => exchanges)).toBe(sum(rows, ({ exchanges }) => exchanges));
    const [shown, said] = [harvestShares(result), harvestShares(rows, readings)];
    for (const one of CAPABILITIES) expect(shown[one] ?? 0).toBeCloseTo(said[one] ?? 0, 2);
    // A run that begins later writes the same of what it writes.
    const since = START + 100 * 3_600_000;
    expect(
      hoursAsRead(
        rows.filter(({ hour }) => hour.getTime() >= since),
        readings,
      ),
    ).toEqual(result.filter(({ hour }) => hour.getTime() >= since));
  });
});
