import { type DifficultyName, difficulty } from './difficulty';
import { builtinPrompts, inventedPrompts, type Prompts } from './prompts';
import { castOf, releasesOf, type Scenario } from './scenario';
import { campaigns } from './scenarios/campaigns';
import { demo } from './scenarios/demo';
import { full } from './scenarios/full';
import { honest } from './scenarios/honest';
import { mixed } from './scenarios/mixed';
import { tiny } from './scenarios/tiny';
import { DAY, HOUR, type Made, Stage } from './stage';
import type { Timing } from './timing';
import { veil } from './veil';

export const SCENARIOS: readonly Scenario[] = [demo, tiny, honest, mixed, full, ...campaigns];

export interface SimulateOptions {
  scenario: Scenario;
  seed?: number;
  /** Multiplies numbers of accounts; default 1. */
  scale?: number;
  /** End of the world, ms since 1970; everything lies before it. */
  end: number;
  prompts?: Prompts;
  timing?: Timing;
  /** How much operators hide and how much is missing, in worlds that follow it; default middle. */
  difficulty?: DifficultyName;
}

/**
 * A world as records in order of time: the same options give the same records, byte for byte.
 * Memory grows with accounts, not with exchanges. A record's time is `occurred_at`, `released_at`, or for accounts
 * `status_at` if it has one, else `created_at`.
 */
export function* simulate(options: SimulateOptions): Generator<Made, void, void> {
  const { scenario, seed = 1 } = options;
  const level = difficulty(options.difficulty ?? 'middle');
  const cast = castOf(scenario, options.scale ?? 1);
  const stage = new Stage({
    seed,
    scale: cast.scale,
    pace: scenario.pace,
    start: options.end - scenario.days * DAY,
    end: options.end,
    releases: releasesOf(scenario, options.end),
    // The built-in texts are few; an even world has a stock that is put together anew each time.
    prompts:
      scenario.even && (options.prompts ?? builtinPrompts) === builtinPrompts
        ? inventedPrompts()
        : (options.prompts ?? builtinPrompts),
    timing: options.timing,
    difficulty: level,
    even: scenario.even,
  });
  const actors = cast.roles.map((role) => {
    stage.casting = { name: role.name, kind: role.kind === 'operator' ? 'operator' : role.sort };
    return role.enter(stage);
  });
  stage.casting = undefined;
  const hide = scenario.even ? veil(stage.random('veil'), seed, level.missing) : undefined;
  for (const made of stage.play(actors)) {
    hide?.(made.record);
    yield made;
  }
}

/** The full hour at or before a time (ms). */
export function fullHour(at: number): number {
  return Math.floor(at / HOUR) * HOUR;
}
