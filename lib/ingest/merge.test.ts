import { describe, expect, it } from 'vitest';
import { KnownPairs, Merged } from './merge';
import { parseBlock } from './parse';

const OPTIONS = { format: 'retort', retention: 'excerpt', now: Date.UTC(2026, 10, 22) * 1000 } as const;

/** Exchanges of a few accounts that share values, hours and blocks, and accounts that show some of these too. */
function lines(count: number): string[] {
  let state = 7;
  const draw = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  return Array.from({ length: count }, (_, i) => {
    const account = `acct_${draw(9)}`;
    if (draw(8) === 0)
      return JSON.stringify({
        type: 'account',
        id: account,
        created_at: `2026-11-0${1 + draw(3)}T00:00:00Z`,
        email_domain: `mail${draw(2)}.example`,
        device_id: `d${draw(3)}`,
      });
    return JSON.stringify({
      type: 'exchange',
      id: `ex_${i}`,
      account_id: account,
      occurred_at: new Date(Date.UTC(2026, 10, 18, draw(40), draw(60), 0, draw(1000))).toISOString(),
      model: `aster-${draw(2)}`,
      system: `You are a ${['Helper', 'helper'][draw(2)]} of ${draw(3)}.`,
      prompt: ['Write a function that sorts a list.', 'Good morning!'][draw(2)],
      pathway: draw(2) === 0 ? 'api' : null,
      ip: `100.70.${draw(3)}.${draw(250)}`,
      output_tokens: draw(900),
      input_tokens: draw(90),
      status: draw(5) === 0 ? 429 : 200,
      refused: draw(6) === 0,
      reasoning_issued: draw(3) === 0 ? [`b${draw(20)}`] : null,
      reasoning_refs: draw(3) === 0 ? [`b${draw(20)}`] : null,
    });
  });
}

function columns(parts: readonly (readonly string[])[]) {
  const merged = new Merged();
  for (const part of parts) {
    const batch = parseBlock(
      { bytes: Buffer.from(part.join('\n')), firstLine: 1, lines: part.length, tooLong: [] },
      OPTIONS,
    );
    expect(batch.rejects).toEqual([]);
    merged.add(batch, batch.sums);
  }
  return merged.columns(new KnownPairs());
}

describe('what batches add to the rollups', () => {
  const all = lines(400);

  it('is the same in one batch and merged from several', () => {
    const whole = columns([all]);
    const parts = columns([all.slice(0, 30), all.slice(30, 31), all.slice(31, 260), all.slice(260)]);
    // The statement sorts and adds up the rows by day.
    expect({ ...parts, capabilityDay: null }).toEqual({ ...whole, capabilityDay: null });
    expect(parts.capabilityDay.map(({ length }) => length)).toEqual(
      whole.capabilityDay.map(({ length }) => length),
    );
  });

  it('does not depend on the order of batches', () => {
    const parts = [all.slice(0, 90), all.slice(90, 210), all.slice(210)];
    const there = columns(parts);
    const back = columns([...parts].reverse());
    expect({ ...back, capabilityDay: null }).toEqual({ ...there, capabilityDay: null });
  });
});
