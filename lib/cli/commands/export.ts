import { Command, Option } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { note, plain, print, printJson, UsageError } from '@/lib/cli/output';
import { startProgress } from '@/lib/cli/progress';
import { writeOut } from '@/lib/cli/write-out';
import { WRITABLE } from '@/lib/export/case/files';
import { signingKey } from '@/lib/export/case/keys';
import { writeCase } from '@/lib/export/case/write';
import {
  type CaseFormat,
  REDACTION_LEVELS,
  type RedactionLevel,
  TLP_MARKINGS,
  type Tlp,
} from '@/lib/model/case-words';
import { exportCase } from '@/lib/services/case/export';
import { readCase } from '@/lib/services/case/read';
import { listCommands } from './export-list';

interface Options {
  format: CaseFormat;
  level: RedactionLevel;
  tlp?: Tlp;
  output?: string;
  json?: boolean;
}

/** Formats that a terminal can show. */
const TEXT: readonly CaseFormat[] = ['html', 'json', 'csv', 'stix'];

/** `retort export campaign ID`: a case file; and `retort export LIST`: a list. */
export function exportCommand(): Command {
  const command = new Command('export').description('write out what was found');
  command
    .command('campaign')
    .description('write the case file of a campaign')
    .argument('<id>')
    .addOption(new Option('--format <format>', 'zip: everything').choices(WRITABLE).default('zip'))
    .addOption(
      new Option(
        '--level <level>',
        'what is left out: nothing, what names customers, or all but the operation',
      )
        .choices(REDACTION_LEVELS)
        .default('internal'),
    )
    .addOption(new Option('--tlp <marking>', 'default: that of the level').choices(TLP_MARKINGS))
    .option('-o, --output <file>', 'where to; `-` is standard output', '-')
    .option('--json', 'print what was written as JSON')
    .action(async (id: string, options: Options) => {
      const output = options.output ?? '-';
      if (output === '-' && options.json)
        throw new UsageError('With --json standard output is taken: name a file with -o.');
      if (output === '-' && process.stdout.isTTY && !TEXT.includes(options.format))
        throw new UsageError('This is no text for a terminal: name a file with -o.');
      const written = await withDatabase(() => exportTo(id, output, options));
      if (options.json) printJson(written);
      else if (output === '-') note(sentence(written));
      else print(sentence({ ...written, file: plain(output) }));
    });
  for (const list of listCommands()) command.addCommand(list);
  return command;
}

interface Written {
  campaign_id: string;
  format: CaseFormat;
  level: RedactionLevel;
  tlp: Tlp;
  cutoff: string;
  bytes: number;
  file?: string;
}

async function exportTo(id: string, output: string, { format, level, tlp }: Options): Promise<Written> {
  const key = signingKey();
  const actor = { kind: 'system', name: 'Command line' } as const;
  const noted = await exportCase({ id, level, tlp, format }, { actor });
  const progress = startProgress('Case file', 100);
  try {
    const file = await readCase({ campaign_id: id, level, tlp: noted.tlp }, (share) =>
      progress.update(70 * share),
    );
    const bytes = await writeOut(
      output,
      writeCase(file, { format, key, onProgress: (share) => progress.update(70 + 30 * share) }),
    );
    return { campaign_id: id, format, level, tlp: noted.tlp, cutoff: file.cutoff, bytes };
  } finally {
    progress.stop();
  }
}

function sentence({ campaign_id, level, tlp, cutoff, bytes, file }: Written): string {
  const where = file === undefined ? '' : ` to ${file}`;
  return `Campaign ${plain(campaign_id)} as of ${cutoff}, ${level}, ${tlp}: ${bytes.toLocaleString('en')} bytes written${where}.`;
}
