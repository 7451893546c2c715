import { isUtf8 } from 'node:buffer';
import type { Profile } from '@/lib/model/mapping';
import type { Batch } from './batch';
import { BatchBuilder } from './builder';
import { checkRecord, type Fault } from './check';
import { currentNetworks } from './enrich/networks';
import { parseFacts } from './facts-feed/parse';
import { type Block, MAX_LINE_BYTES } from './lines';
import { linesOf, type ParseOptions, parseBlock } from './parse';
import { Rejects } from './rejects';
import { sourceOf } from './sources/index';
import { Mapper } from './sources/map';
import { rowsOf, sameRequest } from './sources/rows';
import type { Source } from './sources/source';

export interface AnyParseOptions extends ParseOptions {
  /** The mapping of the rows, where it is not the source's own. */
  profile?: Profile;
  /** Exchanges from before are no longer kept, in microseconds since 1970. */
  oldest?: number;
  /** Longest line, in bytes; for the sentence that refuses a longer one. */
  longest?: number;
}

/** Mappers by their profile as text: threads are given a copy of it with each block. */
const mappers = new Map<string, { profile: Profile; mapper: Mapper }>();
const MOST_MAPPERS = 32;

function mapperFor(profile: Profile): { profile: Profile; mapper: Mapper } {
  const key = JSON.stringify(profile);
  let found = mappers.get(key);
  if (!found) {
    if (mappers.size >= MOST_MAPPERS) mappers.clear();
    found = { profile, mapper: new Mapper(profile) };
    mappers.set(key, found);
  }
  return found;
}

/** As {@link parseBlock}, for lines of any source. */
export function parseAny(block: Block, options: AnyParseOptions): Batch {
  const source = sourceOf(options.format);
  if (source.facts) return parseFacts(block, options);
  const profile = options.profile ?? source.profile;
  return profile ? parseForeign(block, source, profile, options) : parseBlock(block, options);
}

/** Lines of JSON of another system: rows in them become exchanges by the mapping; a bad row costs only itself. */
function parseForeign(block: Block, source: Source, given: Profile, options: AnyParseOptions): Batch {
  const rejects = new Rejects(options.retention !== 'none');
  const { profile, mapper } = mapperFor(given);
  const { now, oldest = Number.NEGATIVE_INFINITY } = options;
  const builder = new BatchBuilder(options.retention, options.anchors, currentNetworks());
  const bytes = Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.byteLength);
  const clean = isUtf8(bytes);
  const known = source.envelope === 'otlp' ? new Map<string, unknown>() : null;
  const most = (options.longest ?? MAX_LINE_BYTES) / 1024 / 1024;
  for (const line of block.tooLong)
    rejects.add(line, { code: 'too_long', message: `The line is longer than ${most} MiB.` });
  for (const { line, start, end } of linesOf(bytes, block.firstLine)) {
    if (!clean && !isUtf8(bytes.subarray(start, end))) {
      rejects.add(line, { code: 'encoding', message: 'The line is not valid UTF-8.' });
      continue;
    }
    const text = bytes.toString('utf8', start, end);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      rejects.add(line, { code: 'json', message: 'The line is not valid JSON.' }, text);
      continue;
    }
    for (const row of rowsOf(source, profile, value)) {
      const record = source.record?.(row);
      if (record !== undefined) {
        const result = checkRecord(record, now);
        if ('ok' in result) builder.add(result.ok, result.unknownFields);
        else rejects.add(line, result.fault, row);
        continue;
      }
      const outcome = mapper.read(row, now);
      if (outcome === 'taken') {
        if (mapper.at < oldest) rejects.add(line, TOO_OLD, row);
        else if (!isRepeated(row, known)) builder.addExchange(mapper.record, mapper.at, 0);
      } else if (outcome !== 'passed') rejects.add(line, outcome, row);
    }
  }
  return { ...builder.finish(), rejects: rejects.sorted() };
}

const TOO_OLD: Fault = { code: 'too_old', message: 'occurred_at: exchanges from then are no longer kept.' };

/** Whether another span of the block told of the same request. The same span again is an exchange that is known. */
function isRepeated(row: unknown, known: Map<string, unknown> | null): boolean {
  const key = known && sameRequest(row);
  if (!known || key === null) return false;
  const { spanId } = row as { spanId?: unknown };
  const before = known.get(key);
  if (before === undefined) known.set(key, spanId);
  return before !== undefined && before !== spanId;
}
