import { describe, expect, it } from 'vitest';
import { brushDays, brushRange } from './days';

const span = { from: '2026-09-01', to: '2026-11-17' };
const at = (day: string) => Date.parse(day);

describe('days under the brush', () => {
  it.each([
    [null, null, '2026-09-01', '2026-11-18'],
    ['2026-10-01', '2026-10-07', '2026-10-01', '2026-10-08'],
    ['2020-01-01', '2030-01-01', '2026-09-01', '2026-11-18'],
    ['2026-10-07', '2026-10-01', '2026-10-01', '2026-10-02'],
  ])('from %o to %o are a stretch within the span', (from, to, start, end) => {
    expect(brushRange(span, from, to)).toEqual({ from: at(start), to: at(end) });
  });

  it('come back as they were, the ends of the span left out', () => {
    expect(brushDays(span, brushRange(span, '2026-10-01', '2026-10-07'))).toEqual({
      from: '2026-10-01',
      to: '2026-10-07',
    });
    expect(brushDays(span, brushRange(span, null, null))).toEqual({ from: null, to: null });
    expect(brushDays(span, brushRange(span, '2026-11-01', null))).toEqual({ from: '2026-11-01', to: null });
  });
});
