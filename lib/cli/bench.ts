/** One measured figure beside its physical limit, both from the same run. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  /** rows/s, ms, bytes, … */
  readonly unit: string;
  /** The best this machine could do at the same work, in the same unit. */
  readonly limit?: number;
  /** What is asked of value / limit (of limit / value when less is better), or of value itself when there is no limit. */
  readonly bar?: number;
  readonly lessIsBetter?: boolean;
}

/** What a file `*.bench.ts` exports as default. It runs on an empty migrated database behind getPool(). */
export type Bench = (note: (detail: string) => void) => Promise<readonly Measure[]>;

/** A measure with what `npm run bench` prints of it. */
export interface Judged extends Measure {
  /** value / limit, or limit / value when less is better; null without a limit. */
  readonly share: number | null;
  /** Whether the bar was met; null without one. */
  readonly met: boolean | null;
}

/** Compares a measure with its limit and its bar. */
export function judge(measure: Measure): Judged {
  const { value, limit, bar, lessIsBetter = false } = measure;
  const share = limit === undefined ? null : lessIsBetter ? limit / value : value / limit;
  if (bar === undefined) return { ...measure, share, met: null };
  return {
    ...measure,
    share,
    met: share !== null ? share >= bar : lessIsBetter ? value <= bar : value >= bar,
  };
}
