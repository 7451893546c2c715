import { Command } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { note, plain, print, printJson } from '@/lib/cli/output';
import { verifyWholeAudit, type WholeCheck } from '@/lib/services/audit/verify';

/** `retort audit verify`. */
export function auditCommand(): Command {
  const audit = new Command('audit').description('the audit log');
  audit
    .command('verify')
    .description('check the whole audit log against its hashes; ends with 1 when it is not as it was written')
    .option('--known <hash>', 'a hash that an earlier check ended with: it must still be in the log')
    .option('--json', 'print JSON')
    .action(async ({ known, json }: { known?: string; json?: boolean }) => {
      const actor = { kind: 'system', name: 'Command line' } as const;
      const found = await withDatabase(() => verifyWholeAudit({ actor }, { known }));
      if (json) printJson(found);
      else for (const line of checkLines(found, known)) print(line);
      if (isBroken(found)) {
        note('The audit log is not as it was written.');
        process.exitCode = 1;
      }
    });
  return audit;
}

export function isBroken({ faults, known }: Pick<WholeCheck, 'faults' | 'known'>): boolean {
  return faults.length > 0 || known === false;
}

/** What a check found, for a person. Words of entries come from outside. */
export function checkLines(found: WholeCheck, known: string | undefined): string[] {
  const lines = found.faults.map(({ says }) => plain(says));
  if (found.more_faults > 0) lines.push(`And ${found.more_faults} more.`);
  if (found.known === false) {
    lines.push(`The hash ${plain(known ?? '')} is no longer in the log: it was written anew since.`);
  }
  const end = found.checked === 0 ? '' : `, the last is ${found.seq} with the hash ${found.head}`;
  lines.push(
    `${found.checked} entries checked${end}${isBroken(found) ? '' : '. All are as they were written'}.`,
  );
  return lines;
}
