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
  /** Shown beside the value and not judged: what the least of its kind took in the same run. */
  readonly beside?: number;
}

/** Shares of the full-size world (lib/simulate/scenarios/full.ts) on which benches run. */
export const SIZES = { small: 0.01, middle: 0.1, full: 1 } as const;
export type Size = keyof typeof SIZES;

type Run = (note: (detail: string) => void) => Promise<readonly Measure[]>;

/**
 * What a file `*.bench.ts` exports as default. It runs on an empty migrated database behind getPool(), or, where it says so, on
 * the full-size world at the size asked for, which is loaded once for all that want it.
 */
export type Bench = Run | WorldBench;

export interface WorldBench {
  readonly world: (world: World, note: (detail: string) => void) => Promise<readonly Measure[]>;
}

/** A loaded world, behind getPool() and in DATABASE_URL. */
export interface World {
  readonly size: Size;
  readonly exchanges: number;
  readonly accounts: number;
  /** End of the world, ms since 1970; everything lies before it. */
  readonly end: number;
  /** How it was loaded: `retort simulate | retort ingest`. */
  readonly load: {
    readonly seconds: number;
    readonly simulate: ProcessFigures;
    readonly ingest: ProcessFigures;
  };
}

/** What a process took: seconds of processor time over all its threads, and the most memory it held, bytes. */
export interface ProcessFigures {
  readonly cpu: number;
  readonly peak: number;
}

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
