import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { note, print, printJson, printTable, UsageError } from '@/lib/cli/output';
import { startProgress } from '@/lib/cli/progress';
import { checkBackup, restoreBackup } from '@/lib/db/backup/read';
import { writeBackup } from '@/lib/db/backup/write';
import { distribute, parsePlace } from '@/lib/db/distribute';
import { migrate, migrationStatus, obstacle, readMigrations, reset } from '@/lib/db/migrate';

/** `retort db migrate|status|reset|distribute|backup|restore`. */
export function dbCommand(): Command {
  const db = new Command('db').description('the database');
  db.command('migrate')
    .description('apply the migrations that are missing')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const applied = await withDatabase(migrate, { migrated: false });
      if (json) printJson({ applied });
      else print(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.');
    });
  db.command('status')
    .description('compare the migrations of the database with those of this version')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const status = await withDatabase(migrationStatus, { migrated: false });
      const problem = obstacle(status);
      if (json) printJson(status);
      else {
        print(`PostgreSQL ${status.server}`);
        for (const name of status.applied) print(`applied  ${name}`);
        for (const name of status.pending) print(`missing  ${name}`);
        if (status.pending.length > 0 && !problem)
          note('Run `npx retort db migrate` to apply what is missing.');
      }
      if (problem) note(problem);
      if (problem || status.pending.length > 0) process.exitCode = 1;
    });
  db.command('reset')
    .description('empty the database and migrate it anew: all records and decisions are lost')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action(async ({ yes, json }: { yes?: boolean; json?: boolean }) => {
      if (!yes && !(await confirmed())) {
        note('Nothing was changed.');
        process.exitCode = 1;
        return;
      }
      await withDatabase(reset, { migrated: false });
      if (json) printJson({ applied: (await readMigrations()).map((migration) => migration.name) });
      else print('The database is empty and up to date.');
    });
  db.command('distribute')
    .description('spread the traffic over the nodes of a Citus cluster, whose coordinator DATABASE_URL names')
    .option('--worker <host:port...>', 'workers to add to the cluster')
    .option('--coordinator <host:port>', 'how the workers reach the coordinator')
    .option('--shards <n>', 'shards of each table', '32')
    .option('--json', 'print JSON')
    .action(async (options: DistributeFlags) => {
      const shards = Number(options.shards);
      if (!Number.isInteger(shards) || shards < 1 || shards > 1024)
        throw new UsageError('--shards is a whole number from 1 to 1024.');
      if (!process.env.DATABASE_URL)
        throw new UsageError(
          '`db distribute` needs a Citus cluster: DATABASE_URL has to name its coordinator.',
        );
      const workers = (options.worker ?? []).map(parsePlace);
      const coordinator = options.coordinator ? parsePlace(options.coordinator) : undefined;
      const done = await withDatabase(() =>
        distribute({ coordinator, workers, shards }, undefined, (step) => {
          if (!options.json) note(step === 'nodes' ? 'Joining the nodes' : `Distributing ${step}`);
        }),
      );
      if (options.json) {
        printJson(done);
        return;
      }
      print(`Citus ${done.citus}`);
      printTable(
        ['node', 'shards'],
        done.nodes.map(({ host, port, holds_shards }) => [`${host}:${port}`, holds_shards ? 'yes' : 'none']),
      );
      printTable(
        ['table', 'shards', ''],
        done.tables.map(({ name, shards, moved }) => [name, shards, moved ? 'distributed' : 'as before']),
      );
    });
  db.command('backup')
    .description('write everything in the database into a file, while it goes on working')
    .argument('<file>', 'the file to write')
    .option('--json', 'print JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const bar = startProgress('Backing up', 1);
      const made = await withDatabase((url) =>
        writeBackup(url, file, (rows) => bar.update(rows, rows + 1)),
      ).finally(() => bar.stop());
      if (json) printJson({ file, ...made });
      else
        print(
          `${made.rows.toLocaleString('en-US')} rows of ${made.tables} tables are in ${file}, after ${made.seconds} s.`,
        );
    });
  db.command('restore')
    .description('bring a backup into an empty database')
    .argument('<file>', 'a file that `retort db backup` wrote')
    .option('--check', 'only read the file and say whether it is whole')
    .option('--json', 'print JSON')
    .action(async (file: string, { check, json }: { check?: boolean; json?: boolean }) => {
      const bar = startProgress(check ? 'Checking' : 'Restoring', 1);
      const { head, ...done } = await (check
        ? checkBackup(file)
        : withDatabase((url) => restoreBackup(url, file, (rows) => bar.update(rows, rows + 1)), {
            migrated: false,
          })
      ).finally(() => bar.stop());
      if (json) printJson({ file, made_at: head.made_at, ...done });
      else
        print(
          `${done.rows.toLocaleString('en-US')} rows of ${done.tables} tables, as of ${head.made_at}, ${check ? 'are whole' : 'are back'} after ${done.seconds} s.`,
        );
    });
  return db;
}

interface DistributeFlags {
  worker?: string[];
  coordinator?: string;
  shards: string;
  json?: boolean;
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UsageError('`db reset` empties the database: say --yes when nobody can be asked.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test(
      (await terminal.question('All records and decisions will be lost. Continue? [y/N] ')).trim(),
    );
  } finally {
    terminal.close();
  }
}
