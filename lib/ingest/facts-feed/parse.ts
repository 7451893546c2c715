import { isUtf8 } from 'node:buffer';
import type { Batch } from '@/lib/ingest/batch';
import { BatchBuilder } from '@/lib/ingest/builder';
import { currentNetworks } from '@/lib/ingest/enrich/networks';
import { type Block, MAX_LINE_BYTES } from '@/lib/ingest/lines';
import { linesOf, type ParseOptions } from '@/lib/ingest/parse';
import { Rejects } from '@/lib/ingest/rejects';
import { checkFacts } from './check';
import { deploymentHasher } from './hash';
import { prepareAccount } from './prepare';
import { rowsIn } from './rows';

/** Lines of JSON that hold facts of accounts. What is rejected is kept as it was prepared, or not at all: the rows themselves hold addresses. */
export function parseFacts(block: Block, options: ParseOptions & { longest?: number }): Batch {
  const builder = new BatchBuilder(options.retention, options.anchors, currentNetworks());
  const hash = deploymentHasher();
  const rejects = new Rejects(true);
  const bytes = Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.byteLength);
  const clean = isUtf8(bytes);
  const most = (options.longest ?? MAX_LINE_BYTES) / 1024 / 1024;
  for (const line of block.tooLong)
    rejects.add(line, { code: 'too_long', message: `The line is longer than ${most} MiB.` });
  for (const { line, start, end } of linesOf(bytes, block.firstLine)) {
    if (!clean && !isUtf8(bytes.subarray(start, end))) {
      rejects.add(line, { code: 'encoding', message: 'The line is not valid UTF-8.' });
      continue;
    }
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString('utf8', start, end));
    } catch {
      rejects.add(line, { code: 'json', message: 'The line is not valid JSON.' });
      continue;
    }
    for (const row of rowsIn(value)) {
      const prepared = prepareAccount(row, hash);
      const result = checkFacts(prepared, options.now);
      if ('ok' in result) builder.add(result.ok, result.unknownFields);
      else rejects.add(line, result.fault, prepared.type === 'refused' ? undefined : prepared);
    }
  }
  return { ...builder.finish(), rejects: rejects.sorted() };
}
