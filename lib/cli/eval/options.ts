import { Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '@/lib/cli/output';
import { DIFFICULTIES, type DifficultyName } from '@/lib/simulate/difficulty';
import type { Scenario } from '@/lib/simulate/scenario';
import { SCENARIOS } from '@/lib/simulate/simulate';
import { HOUR } from './schedule';

/** What `npm run eval` was asked for. */
export interface EvalOptions {
  scenarios: Scenario[];
  seeds: number[];
  difficulties: DifficultyName[];
  scale: number;
  /** Milliseconds between possible detection runs. */
  every: number;
  prompts: string | null;
  data: string | null;
  json: string | null;
  worlds: boolean;
  parts: boolean;
}

interface Flags {
  scenario: string[];
  seeds: number[];
  difficulty: DifficultyName[];
  scale: number;
  every: number;
  prompts?: string;
  data?: string;
  json?: string;
  only?: 'worlds' | 'parts';
}

/** Reads the command line; null when it only asked for help. UsageError or commander's own error for bad usage. */
export function parseOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): EvalOptions {
  const command = new Command('npm run eval --')
    .description(
      'Run worlds with known truth through simulate, ingest and detect, and score parts of detection on real data.',
    )
    .option('--scenario <names>', 'which worlds, separated by commas', names, ['mixed', 'honest'])
    .option('--seeds <seeds>', 'such as 1-5, or 3,8', parseSeeds, [1, 2, 3, 4, 5])
    .addOption(
      new Option('--difficulty <names>', `of ${DIFFICULTIES.join(', ')}`)
        .argParser(parseDifficulties)
        .default([...DIFFICULTIES]),
    )
    .option('--scale <number>', 'multiplies numbers of accounts', positive, 0.25)
    .option('--every <hours>', 'hours between detection runs', positive, 24)
    .option('--prompts <folder>', 'texts of the worlds, as for retort simulate')
    .option('--data <folder>', 'real material for the parts (default: RETORT_EVAL_DATA)')
    .option('--json <file>', 'write every number to a file')
    .addOption(new Option('--only <what>', 'leave the other half out').choices(['worlds', 'parts']))
    .exitOverride()
    .parse([...args], { from: 'user' });
  const flags = command.opts<Flags>();
  return {
    scenarios: flags.scenario.map(scenarioOf),
    seeds: flags.seeds,
    difficulties: flags.difficulty,
    scale: flags.scale,
    every: flags.every * HOUR,
    prompts: flags.prompts ?? null,
    data: flags.data ?? env.RETORT_EVAL_DATA ?? null,
    json: flags.json ?? null,
    worlds: flags.only !== 'parts',
    parts: flags.only !== 'worlds',
  };
}

/** `1-5`, `3,8` or both mixed, as ascending numbers without doubles. */
export function parseSeeds(text: string): number[] {
  const seeds = text.split(',').flatMap((part) => {
    const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part.trim());
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (!match || to < from || to - from >= 1_000)
      throw new InvalidArgumentError('write seeds as 1-5 or 3,8.');
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
  return [...new Set(seeds)].sort((a, b) => a - b);
}

function parseDifficulties(text: string): DifficultyName[] {
  return names(text).map((name) => {
    const known = DIFFICULTIES.find((one) => one === name);
    if (!known) throw new InvalidArgumentError(`there are ${DIFFICULTIES.join(', ')}.`);
    return known;
  });
}

function scenarioOf(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (!scenario)
    throw new UsageError(
      `No scenario is called "${name}"; there are ${SCENARIOS.map((one) => one.name).join(', ')}.`,
    );
  return scenario;
}

function names(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1_000))
    throw new InvalidArgumentError('a number above 0 and at most 1000 is needed.');
  return value;
}
