import type { Random } from './random';

/** Measured coefficients of variation of inter-arrival times, one per observed client window. */
export interface Timing {
  cvs: readonly number[];
}

/**
 * Coefficient of variation for one API client's inter-arrival times. Without measurements it is drawn around the
 * published median of 1.25 to 1.59 over real clients (ServeGen, Alibaba Model Studio), with its regular tail of about 2 %.
 */
export function clientCv(timing: Timing | undefined, rng: Random): number {
  if (timing && timing.cvs.length > 0) return Math.min(12, Math.max(0.1, rng.pick(timing.cvs)));
  return rng.chance(0.02) ? rng.between(0.25, 0.5) : Math.min(8, rng.logNormal(1.4, 0.45));
}

/** Share of a day's activity by local hour; each sums to 24. */
const CLOCKS = {
  person: [
    0.35, 0.2, 0.1, 0.08, 0.08, 0.15, 0.35, 0.7, 1.05, 1.3, 1.4, 1.35, 1.2, 1.3, 1.4, 1.45, 1.4, 1.3, 1.25,
    1.5, 1.75, 1.8, 1.45, 0.89,
  ],
  office: [
    0.05, 0.03, 0.02, 0.02, 0.03, 0.06, 0.2, 0.8, 2.0, 2.7, 2.8, 2.5, 1.5, 2.2, 2.7, 2.6, 2.1, 1.2, 0.6, 0.4,
    0.4, 0.3, 0.2, 0.1,
  ],
  server: [
    0.75, 0.7, 0.68, 0.68, 0.7, 0.75, 0.85, 0.95, 1.1, 1.2, 1.25, 1.25, 1.2, 1.2, 1.25, 1.25, 1.2, 1.15, 1.1,
    1.05, 1.0, 0.95, 0.9, 0.86,
  ],
} as const;

const WEEKEND = { person: 0.9, office: 0.12, server: 0.8 } as const;

export type Clock = keyof typeof CLOCKS;

/** How active somebody with this clock is at a time, about 1 on average over a week. `offset` in hours east of UTC. */
export function activity(clock: Clock, at: number, offset: number): number {
  const local = new Date(at + offset * 3_600_000);
  const weekday = local.getUTCDay();
  const weekend = weekday === 0 || weekday === 6 ? WEEKEND[clock] : 1;
  return (CLOCKS[clock][local.getUTCHours()] ?? 1) * weekend;
}

/** Hours east of UTC for the countries of the simulated world; daylight saving is left out. */
const OFFSETS: Record<string, number> = {
  US: -6,
  CA: -5,
  BR: -3,
  GB: 0,
  DE: 1,
  FR: 1,
  ES: 1,
  PL: 1,
  NG: 1,
  IN: 5.5,
  SG: 8,
  CN: 8,
  JP: 9,
  KR: 9,
  AU: 10,
};

export function utcOffset(country: string): number {
  return OFFSETS[country] ?? 0;
}
