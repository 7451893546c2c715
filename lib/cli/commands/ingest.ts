import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { Command, Option } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { note, plain, print, printJson } from '@/lib/cli/output';
import { startProgress } from '@/lib/cli/progress';
import { readStixFile, showStix } from '@/lib/cli/stix-file';
import { caseRecords } from '@/lib/export/case/records';
import { verifyCase } from '@/lib/export/case/verify';
import { openInput } from '@/lib/ingest/bytes';
import { networkFaults } from '@/lib/ingest/enrich/networks';
import { openParser } from '@/lib/ingest/parser';
import { MAX_REJECTS } from '@/lib/ingest/run';
import { FILE_FORMATS, FORMATS } from '@/lib/ingest/sources/index';
import { RetortError } from '@/lib/model/errors';
import type { Receipt, Reject } from '@/lib/model/records';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { bytesOf } from './verify-case';

/** Rejects that a person is shown; `--json` gives up to MAX_REJECTS. */
const SHOWN_REJECTS = 20;

/** Not a way to write lines: an archive, of which the records are made. */
const CASE = 'case';
/** What others share: a STIX 2.1 bundle. */
const STIX = 'stix';

type Sum = Omit<Receipt, 'rejects'> & { rejects: (Reject & { file?: string })[] };

/** `retort ingest FILE…`: reads records and prints the receipt. Exit status 1 when a line was rejected. */
export function ingestCommand(): Command {
  return new Command('ingest')
    .description('read account and exchange records into the database')
    .argument('<file...>', 'NDJSON, plain or gzip; `-` is standard input')
    .addOption(
      new Option(
        '--format <name>',
        `how the records are written: ${[...FILE_FORMATS, CASE, STIX].join(', ')}, or a source that was added; case: a case file (zip); stix: indicators that others share (STIX 2.1)`,
      ).default(FORMATS[0]),
    )
    .option('--source <name>', 'stix: who shared it; the name of the file when left out')
    .option('--json', 'print the receipt as JSON')
    .action(async (files: string[], options: { format: string; source?: string; json?: boolean }) => {
      if (options.format === STIX) return ingestStix(files, options);
      if (FORMATS.includes(options.format) && !FILE_FORMATS.includes(options.format))
        throw new RetortError('invalid', `${options.format} comes by an endpoint of its own, not as a file.`);
      const receipt = await withDatabase(() => ingestFiles(files, options.format));
      if (options.json) printJson(receipt);
      else show(receipt);
      if (receipt.rejected > 0) process.exitCode = 1;
    });
}

async function ingestStix(
  files: readonly string[],
  { source, json }: { source?: string; json?: boolean },
): Promise<void> {
  for (const file of files) {
    const receipt = await withDatabase(() => readStixFile(file, source ?? basename(file)));
    if (json) printJson(receipt);
    else showStix(receipt);
    if (receipt.rejected > 0) process.exitCode = 1;
  }
}

/** Every input is a batch of its own; the receipts are added up, and with several inputs each reject names its own. */
async function ingestFiles(files: readonly string[], format: string): Promise<Sum> {
  const sum: Sum = { accepted: 0, duplicates: 0, rejected: 0, rejects: [], unknown_fields: 0, seconds: 0 };
  for (const fault of networkFaults()) note(fault);
  const parser = openParser();
  try {
    for (const file of files) {
      const { input, size, read } = format === CASE ? await openCase(file) : await openInput(file);
      const progress = startProgress(plain(file), size);
      try {
        const receipt = await acceptRecords(
          {
            input,
            source: file,
            format: format === CASE ? FORMATS[0] : format,
            onProgress: () => progress.update(read()),
          },
          { actor: { kind: 'system', name: 'retort ingest' }, parser },
        );
        add(sum, receipt, files.length > 1 ? file : undefined);
      } finally {
        progress.stop();
      }
    }
  } finally {
    await parser.close();
  }
  return sum;
}

/** The records in a case file, once it was found to be as it was written. RetortError `invalid` or `malformed`. */
async function openCase(path: string): ReturnType<typeof openInput> {
  const bytes = await bytesOf(path);
  const checked = verifyCase(bytes);
  const lines = function* () {
    for (const record of caseRecords(checked)) yield Buffer.from(`${JSON.stringify(record)}\n`);
  };
  return { input: Readable.from(lines()), size: 0, read: () => 0 };
}

function add(sum: Sum, receipt: Receipt, file: string | undefined): void {
  sum.accepted += receipt.accepted;
  sum.duplicates += receipt.duplicates;
  sum.rejected += receipt.rejected;
  sum.unknown_fields += receipt.unknown_fields;
  sum.seconds = Math.round((sum.seconds + receipt.seconds) * 1000) / 1000;
  const rejects =
    file === undefined ? receipt.rejects : receipt.rejects.map((reject) => ({ ...reject, file }));
  sum.rejects.push(...rejects.slice(0, MAX_REJECTS - sum.rejects.length));
}

function show(receipt: Sum): void {
  const { accepted, duplicates, rejected, unknown_fields, seconds } = receipt;
  print(`${accepted} records taken, ${duplicates} already known, ${rejected} rejected, in ${seconds} s.`);
  if (unknown_fields > 0) print(`${unknown_fields} unknown fields were left out.`);
  for (const { file, line, code, message } of receipt.rejects.slice(0, SHOWN_REJECTS)) {
    note(`${file === undefined ? '' : `${plain(file)}: `}line ${line}: ${message} [${code}]`);
  }
  if (rejected > SHOWN_REJECTS)
    note(`… and ${rejected - SHOWN_REJECTS} more; --json names up to ${MAX_REJECTS}.`);
}
