import { once } from 'node:events';
import { Command } from 'commander';
import { note, plain } from '@/lib/cli/output';
import { openInput } from '@/lib/ingest/bytes';
import { classify } from '@/lib/ingest/classify';

/** `retort classify FILE`: capability labels without a database. Exit status 1 when a line was rejected. */
export function classifyCommand(): Command {
  return new Command('classify')
    .description('label exchange records by capability without storing them')
    .argument('<file>', 'NDJSON, plain or gzip; `-` is standard input')
    .option('--json', 'print one JSON object a record, with all scores')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { input } = await openInput(file);
      for await (const result of classify(input, new Date())) {
        if ('reject' in result) {
          const { line, message, code } = result.reject;
          note(`line ${line}: ${message} [${code}]`);
          process.exitCode = 1;
          continue;
        }
        const { id, capability, score, scores } = result;
        const text = json
          ? JSON.stringify({ id, capability, scores })
          : `${plain(id)}  ${capability}  ${score.toFixed(2)}`;
        if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
      }
    });
}
