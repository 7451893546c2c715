import { Command, Option } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { note, plain, print, printJson, UsageError } from '@/lib/cli/output';
import { writeOut } from '@/lib/cli/write-out';
import { EXPORT_FORMATS, EXPORT_LISTS, type ExportFormat, type ExportList } from '@/lib/model/list-export';
import { openExport } from '@/lib/services/list/open';
import { LISTS } from '@/lib/services/list/sources';

/** Lists that belong to one thing, which is named before the options. */
const PARENTS: Partial<Record<ExportList, string>> = {
  exchanges: 'account_id',
  members: 'campaign_id',
  'batch-accounts': 'batch_id',
};

interface Options extends Record<string, unknown> {
  format: ExportFormat;
  columns?: string;
  output: string;
  json?: boolean;
}

/** `retort export accounts|exchanges|…`: one command for each list, with the filter of the list as its options. */
export function listCommands(): Command[] {
  return EXPORT_LISTS.map((list) => {
    const { title, filter, columns } = LISTS[list];
    const parent = PARENTS[list];
    const command = new Command(list).description(
      `${title.charAt(0).toLowerCase()}${title.slice(1)}, as a file`,
    );
    if (parent) command.argument(`<${parent.replace('_', '-')}>`);
    command
      .addOption(new Option('--format <format>').choices(EXPORT_FORMATS).default('csv'))
      .option(
        '--columns <names>',
        `with commas between them, of: ${columns.map(({ name }) => name).join(', ')}`,
      )
      .option('-o, --output <file>', 'where to; `-` is standard output', '-')
      .option('--json', 'print what was written as JSON');
    const names = Object.keys(filter.shape).filter((name) => name !== parent);
    for (const name of names)
      command.option(`--${name.replaceAll('_', '-')} <value...>`, 'as in the console');
    return command.action(async (...given: unknown[]) => {
      const options = given.at(-2) as Options;
      const asked: Record<string, unknown> = parent ? { [parent]: given[0] } : {};
      for (const name of names) {
        const value = options[camel(name)] as string[] | undefined;
        if (value) asked[name] = value.length === 1 ? value[0] : value;
      }
      const { format, output, json } = options;
      if (output === '-' && json)
        throw new UsageError('With --json standard output is taken: name a file with -o.');
      if (output === '-' && format === 'parquet' && process.stdout.isTTY)
        throw new UsageError('This is no text for a terminal: name a file with -o.');
      const written = await withDatabase(() => exportTo(list, asked, options));
      if (json) printJson(written);
      else (output === '-' ? note : print)(sentence(written, output));
    });
  });
}

interface Written {
  list: ExportList;
  format: ExportFormat;
  rows: number;
  matching: number;
  bytes: number;
  seconds: number;
}

async function exportTo(
  list: ExportList,
  filter: Record<string, unknown>,
  { format, columns, output }: Options,
): Promise<Written> {
  const begun = performance.now();
  const file = await openExport(
    { list, filter, format, columns },
    { actor: { kind: 'system', name: 'Command line' } },
  );
  try {
    const bytes = await writeOut(output, file.pieces);
    const seconds = Math.round(performance.now() - begun) / 1_000;
    return { list, format, rows: file.rows, matching: file.matching, bytes, seconds };
  } finally {
    file.close();
  }
}

function sentence({ list, rows, matching, bytes }: Written, output: string): string {
  const some = matching > rows ? `the first ${count(rows)} of more than ${count(rows)}` : count(rows);
  return `${list}: ${some} rows, ${count(bytes)} bytes written${output === '-' ? '' : ` to ${plain(output)}`}.`;
}

const count = (number: number) => number.toLocaleString('en');

/** As commander names the value of an option. */
function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
