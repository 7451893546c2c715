import { builtinPrompts, type Prompts } from './prompts';
import { releasesOf, type Scenario } from './scenario';
import { demo } from './scenarios/demo';
import { honest } from './scenarios/honest';
import { tiny } from './scenarios/tiny';
import { DAY, HOUR, type Made, Stage } from './stage';
import type { Timing } from './timing';

export const SCENARIOS: readonly Scenario[] = [demo, tiny, honest];

export interface SimulateOptions {
  scenario: Scenario;
  seed?: number;
  /** Multiplies numbers of accounts; default 1. */
  scale?: number;
  /** End of the world, ms since 1970; everything lies before it. */
  end: number;
  prompts?: Prompts;
  timing?: Timing;
}

/**
 * A world as records in order of time: the same options give the same records, byte for byte.
 * Memory grows with accounts, not with exchanges. A record's time is `occurred_at`, `released_at`, or for accounts
 * `status_at` if it has one, else `created_at`.
 */
export function* simulate(options: SimulateOptions): Generator<Made, void, void> {
  const { scenario } = options;
  const stage = new Stage({
    seed: options.seed ?? 1,
    scale: options.scale ?? 1,
    start: options.end - scenario.days * DAY,
    end: options.end,
    releases: releasesOf(scenario, options.end),
    prompts: options.prompts ?? builtinPrompts,
    timing: options.timing,
  });
  yield* stage.play(scenario.roles.map((role) => role.enter(stage)));
}

/** The full hour at or before a time (ms). */
export function fullHour(at: number): number {
  return Math.floor(at / HOUR) * HOUR;
}
