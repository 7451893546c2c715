import { Command, InvalidArgumentError, Option } from 'commander';
import { note, print } from '@/lib/cli/output';
import { startProgress } from '@/lib/cli/progress';
import { DIFFICULTIES, type DifficultyName } from '@/lib/simulate/difficulty';
import { readPrompts } from '@/lib/simulate/prompt-files';
import { pooledPrompts } from '@/lib/simulate/prompts';
import { fullHour, SCENARIOS, simulate } from '@/lib/simulate/simulate';
import { readTiming } from '@/lib/simulate/timing-files';
import { writeWorld } from '@/lib/simulate/write';

interface Options {
  scenario?: string;
  scale: number;
  seed: number;
  difficulty: DifficultyName;
  prompts?: string;
  timing?: string;
  end?: number;
  gzip?: boolean;
  out?: string;
  truth?: string;
  list?: boolean;
  json?: boolean;
}

/** `retort simulate`: writes a world as records with the truth about it. Exit status 2 for bad usage, 1 for a failure. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('write an invented world as records, with the truth about its campaigns')
    .option('--scenario <name>', 'which world; see --list')
    .option('--scale <number>', 'multiplies numbers of accounts', positive, 1)
    .option('--seed <integer>', 'another seed, another world', whole, 1)
    .addOption(
      new Option(
        '--difficulty <level>',
        'how well operators hide and how much is missing; demo and tiny are as they are',
      )
        .choices(DIFFICULTIES)
        .default('middle'),
    )
    .option('--prompts <folder>', 'take texts from the *.ndjson, *.ndjson.gz and *.txt files of a folder')
    .option('--timing <path>', 'take the burstiness of API clients from csv files with a column cv')
    .option('--end <time>', 'end of the world; everything lies before it (default: the last full hour)', time)
    .option('--gzip', 'write world.ndjson.gz')
    .option(
      '--out <folder>',
      'where world.ndjson, truth.ndjson and groups.ndjson go; `-` writes the world on standard output',
    )
    .option('--truth <file>', 'with --out -: where the truth goes; without it there is none')
    .option('--list', 'name the scenarios')
    .option('--json', 'answer as JSON')
    .action(async (options: Options, command: Command) => {
      if (options.list) return list(options.json ?? false);
      const scenario = SCENARIOS.find((one) => one.name === options.scenario);
      if (!scenario) {
        const names = SCENARIOS.map((one) => one.name).join(', ');
        command.error(
          options.scenario
            ? `error: no scenario is called ${JSON.stringify(options.scenario)}; there are ${names}`
            : `error: --scenario is missing; there are ${names}`,
          { exitCode: 2 },
        );
      }
      if (!options.out) command.error('error: --out is missing: the folder to write to', { exitCode: 2 });
      if (options.out === '-' ? options.gzip : options.truth)
        command.error(
          options.out === '-'
            ? 'error: --gzip is for files; standard output can be piped through gzip'
            : 'error: --truth is for --out -; in a folder the truth is truth.ndjson',
          { exitCode: 2 },
        );
      await run(scenario, options.out, options);
    });
}

async function run(scenario: (typeof SCENARIOS)[number], out: string, options: Options): Promise<void> {
  const begun = performance.now();
  const prompts = options.prompts ? pooledPrompts(await readPrompts(options.prompts)) : undefined;
  const timing = options.timing ? await readTiming(options.timing) : undefined;
  const { scale, seed, difficulty, end = fullHour(Date.now()) } = options;
  const start = end - scenario.days * 86_400_000;
  const progress = startProgress('Simulating', end - start);
  const written = await writeWorld(
    simulate({ scenario, scale, seed, end, prompts, timing, difficulty }),
    out === '-' ? { world: process.stdout, truth: options.truth } : out,
    {
      gzip: options.gzip,
      onProgress: (at) => progress.update(Math.max(0, at - start)),
    },
  ).finally(() => progress.stop());
  const seconds = Math.round(performance.now() - begun) / 1_000;
  // Where the world went to standard output, what is told of it goes elsewhere.
  const say = out === '-' ? note : print;
  if (options.json) {
    say(
      JSON.stringify({
        scenario: scenario.name,
        seed,
        scale,
        difficulty,
        end: new Date(end).toISOString(),
        ...written,
        seconds,
      }),
    );
    return;
  }
  const { exchanges, accounts, files, campaigns } = written;
  say(
    `${exchanges} exchanges of ${accounts} accounts in ${seconds} s${files.length > 0 ? `: ${files.join(', ')}` : ''}`,
  );
  for (const one of campaigns)
    say(`  ${one.campaign}: ${one.accounts} accounts, ${one.exchanges} exchanges of harvest`);
}

function list(json: boolean): void {
  for (const { name, summary, days } of SCENARIOS) {
    process.stdout.write(
      json ? `${JSON.stringify({ name, summary, days })}\n` : `${name.padEnd(16)} ${summary}\n`,
    );
  }
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1_000))
    throw new InvalidArgumentError('a number above 0 and at most 1000 is needed.');
  return value;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('a whole number from 0 up is needed.');
  return value;
}

function time(text: string): number {
  const value = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(value))
    throw new InvalidArgumentError('a time such as 2026-01-31T12:00:00Z is needed.');
  return value;
}
