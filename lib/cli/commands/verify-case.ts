import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { note, plain, print, printJson } from '@/lib/cli/output';
import { publicKey } from '@/lib/export/case/keys';
import { type CheckedCase, verifyCase } from '@/lib/export/case/verify';
import { RetortError } from '@/lib/model/errors';

/** `retort verify-case FILE`: whether a case file is as it was written. Needs no database. */
export function verifyCaseCommand(): Command {
  return new Command('verify-case')
    .description('check a case file against its manifest; ends with 1 when it is not as it was written')
    .argument('<file>')
    .option('--key <file>', 'the public key (PEM) of whoever should have signed it')
    .option('--json', 'print JSON')
    .action(async (path: string, { key, json }: { key?: string; json?: boolean }) => {
      const known = key === undefined ? null : publicKey(key);
      const checked = verifyCase(await bytesOf(path), known);
      const { manifest, faults, signed, by_known_key } = checked;
      if (json) printJson({ ok: faults.length === 0, faults, signed, by_known_key, manifest });
      else for (const line of caseLines(checked)) print(line);
      if (faults.length > 0) {
        note('The case file is not as it was written.');
        process.exitCode = 1;
      }
    });
}

/** A file as bytes. RetortError `not_found`. */
export async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new RetortError('not_found', `${plain(path)} cannot be read: ${(error as Error).message}`);
  }
}

/** What a check found, for a person. Words of the file come from outside. */
export function caseLines({ manifest, faults, signed, by_known_key }: CheckedCase): string[] {
  const { producer, campaign_id, cutoff, redaction, tlp, files, signature, filter } = manifest;
  const lines = faults.map((fault) => plain(fault));
  lines.push(
    plain(`${tlp}, ${redaction}: campaign ${campaign_id} as of ${cutoff}, from ${producer.organization}`),
    plain(`(${producer.software} ${producer.software_version}).`),
    `${files.length} files; ${filter.accounts.included} of ${filter.accounts.total} accounts, ${filter.indicators.included} of ${filter.indicators.total} indicators, ${filter.exchanges.included} of ${filter.exchanges.total} exchanges.`,
  );
  if (!signed) lines.push('It is not signed: whoever changed it could have written a new manifest.');
  else if (by_known_key === null)
    lines.push(`It is signed with the key ${signature?.key_id}; give --key to say whose that should be.`);
  else if (by_known_key) lines.push(`It is signed with the key given (${signature?.key_id}).`);
  if (faults.length === 0) lines.push('Every file is as it was written.');
  return lines;
}
