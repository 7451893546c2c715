import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { CommanderError } from 'commander';
import { withFreshDatabase, withServer } from '@/lib/cli/fresh-database';
import { note, outcome, print } from '@/lib/cli/output';
import { readPrompts } from '@/lib/simulate/prompt-files';
import { builtinPrompts, pooledPrompts } from '@/lib/simulate/prompts';
import { type Bar, partBars, worldBars } from './bars';
import { readData } from './data';
import { type EvalOptions, parseOptions } from './options';
import { evaluateParts, type Parts } from './parts';
import { printBars, printParts, printReliability, printSetting } from './report';
import { settingsOf } from './summary';
import { evaluateWorld, type WorldReport } from './world';

/** `npm run eval`: answers the exit status, 0 when every bar was met, 1 when one was missed or something failed, 2 for bad usage. */
export async function runEvaluation(args: readonly string[]): Promise<number> {
  try {
    return await evaluateAll(parseOptions(args, process.env));
  } catch (error) {
    if (error instanceof CommanderError) return error.code === 'commander.helpDisplayed' ? 0 : 2;
    const { status, message } = outcome(error);
    note(`eval: ${message}`);
    if (process.env.RETORT_DEBUG && error instanceof Error) note(error.stack ?? '');
    return status;
  }
}

async function evaluateAll(options: EvalOptions): Promise<number> {
  const parts = options.parts ? await partsOf(options) : null;
  const worlds = options.worlds ? await worldsOf(options) : [];
  const settings = settingsOf(worlds);
  const bars: Bar[] = [...settings.flatMap(worldBars), ...(parts ? partBars(parts) : [])];
  if (worlds.length > 0) printReliability(worlds);
  if (parts) printParts(parts);
  printBars(bars);
  if (options.json) {
    const machine = { at: new Date().toISOString(), node: process.version, cpus: cpus().length };
    writeFileSync(options.json, `${JSON.stringify({ ...machine, worlds, parts, bars }, null, 1)}\n`);
    print(`\nWritten to ${options.json}`);
  }
  return bars.every(({ met }) => met) ? 0 : 1;
}

/** Prints each scenario and difficulty as soon as its last seed is through. */
async function worldsOf(options: EvalOptions): Promise<WorldReport[]> {
  const { scenarios, seeds, difficulties, scale, every } = options;
  const prompts = options.prompts ? pooledPrompts(await readPrompts(options.prompts)) : builtinPrompts;
  const reports: WorldReport[] = [];
  await withServer('eval', async (base) => {
    for (const scenario of scenarios) {
      // A world that is not even is the same at every difficulty.
      for (const difficulty of scenario.even ? difficulties : (['middle'] as const)) {
        for (const seed of seeds) {
          note(`${scenario.name}, ${difficulty}, seed ${seed} …`);
          const world = { scenario, seed, difficulty, scale, prompts, every };
          const report = await withFreshDatabase(base, 'eval', () =>
            evaluateWorld({ ...world, note: (detail) => note(`  ${detail}`) }),
          );
          reports.push(report);
          const { result, seconds, runs } = report;
          note(
            `  ${result.campaigns_found} of ${result.campaigns_true} found in ${runs} runs; ${Math.round(seconds.simulate)} s simulating, ${Math.round(seconds.ingest)} s ingesting, ${Math.round(seconds.detect)} s detecting`,
          );
        }
        for (const setting of settingsOf(reports.slice(-seeds.length))) printSetting(setting);
      }
    }
  });
  return reports;
}

async function partsOf({ data }: EvalOptions): Promise<Parts | null> {
  if (!data) {
    note('The parts are not scored on real data: name its folder by --data or RETORT_EVAL_DATA.');
    return null;
  }
  return evaluateParts(await readData(data));
}
