import { isUtf8 } from 'node:buffer';
import type { PromptRetention } from '@/lib/text/analyze';
import type { Batch } from './batch';
import { BatchBuilder } from './builder';
import { type CheckResult, checkRecord, type Fault } from './check';
import { currentNetworks } from './enrich/networks';
import { type Block, MAX_LINE_BYTES } from './lines';
import { QuickReader } from './quick';
import { Rejects } from './rejects';

export interface ParseOptions {
  /** A name of lib/ingest/sources. */
  format: string;
  retention: PromptRetention;
  /** The clock against which times of records are checked, in microseconds since 1970. */
  now: number;
  /** Keys of prompts that others shared (lib/db/anchors.ts). */
  anchors?: ReadonlySet<bigint>;
  /** Exchanges from before are no longer kept, in microseconds since 1970. */
  oldest?: number;
  /** Whether lines that are refused are kept, so that they can be tried again. */
  keeps?: boolean;
}

/** Said of an exchange of a day that retention has dropped: whether it came before cannot be told any more. */
const TOO_OLD = { code: 'too_old', message: 'occurred_at: exchanges from then are no longer kept.' };

const NEWLINE = 0x0a;

/** Reads, checks and analyses the lines of a block, records of the contract. Pure: bytes in, a batch out; a bad line costs only itself. */
export function parseBlock(block: Block, options: ParseOptions): Batch {
  const builder = new BatchBuilder(options.retention, options.anchors, currentNetworks());
  const oldest = options.oldest ?? Number.NEGATIVE_INFINITY;
  const bytes = bufferOf(block);
  const clean = isUtf8(bytes);
  const quick = clean ? new QuickReader(options.now) : null;
  quick?.open(bytes);
  const rejects = new Rejects(options.retention !== 'none');
  rejectTooLong(block, (line, fault) => rejects.add(line, fault));
  const reject = (line: number, fault: Fault, start: number, end: number) =>
    rejects.add(
      line,
      fault,
      options.keeps && fault.code !== 'encoding' ? bytes.toString('utf8', start, end) : undefined,
    );
  for (const { line, start, end } of linesOf(bytes, block.firstLine)) {
    const unknown = quick ? quick.read(start, end) : -1;
    if (quick && unknown >= 0 && quick.at >= oldest) {
      builder.addExchange(quick.record, quick.at, unknown);
      continue;
    }
    for (const result of readLine(bytes, start, end, clean, options)) {
      if ('ok' in result) {
        if (result.ok.type === 'exchange' && result.ok.at < oldest) reject(line, TOO_OLD, start, end);
        else builder.add(result.ok, result.unknownFields);
      } else reject(line, result.fault, start, end);
    }
  }
  return { ...builder.finish(), rejects: rejects.sorted() };
}

/** What each line of a block holds that is not blank: a record, or why it is none. */
export function* readBlock(
  block: Block,
  options: Pick<ParseOptions, 'now'>,
): Generator<CheckResult & { line: number }, void, void> {
  const bytes = bufferOf(block);
  const clean = isUtf8(bytes);
  const faults: (CheckResult & { line: number })[] = [];
  rejectTooLong(block, (line, fault) => faults.push({ line, fault }));
  yield* faults;
  for (const { line, start, end } of linesOf(bytes, block.firstLine)) {
    for (const result of readLine(bytes, start, end, clean, options)) yield { ...result, line };
  }
}

function bufferOf({ bytes }: Block): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function rejectTooLong({ tooLong }: Block, reject: (line: number, fault: Fault) => void): void {
  const message = `The line is longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB.`;
  for (const line of tooLong) reject(line, { code: 'too_long', message });
}

/** The records in one line, or what is wrong with it. `clean`: whether the line is known to be valid UTF-8. */
function readLine(
  bytes: Buffer,
  start: number,
  end: number,
  clean: boolean,
  { now }: Pick<ParseOptions, 'now'>,
): CheckResult[] {
  if (!clean && !isUtf8(bytes.subarray(start, end)))
    return [{ fault: { code: 'encoding', message: 'The line is not valid UTF-8.' } }];
  const value = parseJson(bytes.toString('utf8', start, end));
  if (value === undefined) return [{ fault: { code: 'json', message: 'The line is not valid JSON.' } }];
  return [checkRecord(value, now)];
}

/** The lines that are not blank, without line ends (also CRLF), surrounding white space and a byte order mark at the start. */
export function* linesOf(
  bytes: Uint8Array,
  firstLine: number,
): Generator<{ line: number; start: number; end: number }, void, void> {
  let line = firstLine;
  for (let at = 0; at < bytes.length; line++) {
    if (bytes[at] === NEWLINE) {
      at++;
      continue;
    }
    const newline = bytes.indexOf(NEWLINE, at);
    let end = newline < 0 ? bytes.length : newline;
    let start = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : at;
    at = newline < 0 ? bytes.length : newline + 1;
    while (end > start && isBlank(bytes[end - 1] as number)) end--;
    while (start < end && isBlank(bytes[start] as number)) start++;
    if (end > start) yield { line, start, end };
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

/** `undefined` for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
