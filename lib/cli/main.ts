import { Command, CommanderError } from 'commander';
import { auditCommand } from './commands/audit';
import { campaignsCommand } from './commands/campaigns';
import { classifyCommand } from './commands/classify';
import { dbCommand } from './commands/db';
import { detectCommand } from './commands/detect';
import { evaluateCommand } from './commands/evaluate';
import { exportCommand } from './commands/export';
import { ingestCommand } from './commands/ingest';
import { keyCommand } from './commands/key';
import { peerCommand } from './commands/peer';
import { simulateCommand } from './commands/simulate';
import { stripeCommand } from './commands/stripe';
import { userCommand } from './commands/user';
import { verifyCaseCommand } from './commands/verify-case';
import { workerCommand } from './commands/worker';
import { note, outcome } from './output';

/** Every command of `retort`, in the order in which the help lists them. */
const COMMANDS: readonly (() => Command)[] = [
  ingestCommand,
  classifyCommand,
  detectCommand,
  campaignsCommand,
  evaluateCommand,
  exportCommand,
  verifyCaseCommand,
  simulateCommand,
  dbCommand,
  userCommand,
  keyCommand,
  peerCommand,
  stripeCommand,
  auditCommand,
  workerCommand,
];

/** Runs `retort` with its arguments and answers the exit status: 0 done, 1 failed, 2 bad usage. */
export async function main(args: readonly string[]): Promise<number> {
  // A reader that has seen enough (`retort campaigns | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const program = new Command('retort').description(
    'Finds distillation campaigns in account and exchange records.',
  );
  for (const command of COMMANDS) program.addCommand(command());
  throwInsteadOfExit(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) {
      return ['commander.helpDisplayed', 'commander.version'].includes(error.code) ? 0 : 2;
    }
    const { status, message } = outcome(error);
    note(`retort: ${message}`);
    if (process.env.RETORT_DEBUG && error instanceof Error) note(error.stack ?? '');
    return status;
  }
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  command.showHelpAfterError('(--help lists what there is)');
  for (const child of command.commands) throwInsteadOfExit(child);
}
