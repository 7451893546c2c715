import { setImmediate } from 'node:timers/promises';
import { plainBytes } from '@/lib/ingest/bytes';
import { lineForm, MAX_ROW_BYTES } from '@/lib/ingest/envelope';
import { LineBlocks } from '@/lib/ingest/lines';
import { linesOf } from '@/lib/ingest/parse';
import { RetortError } from '@/lib/model/errors';
import type { Hasher } from './hash';
import { type Prepared, prepareAccount } from './prepare';
import { rowsIn } from './rows';

const BLOCK_BYTES = 128 * 1024;
const BLOCK_LINES = 500;

/**
 * A body of facts of accounts, CSV or JSON, plain or gzip, as lines of prepared rows: what is kept of it. Others are answered after each few hundred
 * rows. RetortError `too_large` beyond `limit` plain bytes, `malformed` for a body that is cut off.
 */
export async function factLines(body: Uint8Array, limit: number, hash: Hasher): Promise<Buffer> {
  const bytes = await plainBytes(once(body), limit);
  const blocks = new LineBlocks({ bytes: BLOCK_BYTES, lines: BLOCK_LINES, line: MAX_ROW_BYTES });
  const out: string[] = [];
  const take = async (block: { bytes: Uint8Array; firstLine: number; tooLong: number[] }) => {
    for (const _ of block.tooLong) out.push(lineOf({ type: 'refused', why: 'The line is too long.' }));
    const text = Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.byteLength);
    for (const { start, end } of linesOf(text, block.firstLine))
      for (const row of rowsIn(jsonOf(text.toString('utf8', start, end))))
        out.push(
          lineOf(
            row === BROKEN
              ? { type: 'refused', why: 'The line is not valid JSON.' }
              : prepareAccount(row, hash),
          ),
        );
    await setImmediate();
  };
  for await (const chunk of lineForm(bytes.chunks, 'table'))
    for (const block of blocks.push(chunk)) await take(block);
  const last = blocks.end(false);
  if (last) await take(last);
  if (bytes.cut) throw new RetortError('malformed', bytes.cut.message);
  return Buffer.from(out.join(''));
}

const BROKEN = Symbol('broken');

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return BROKEN;
  }
}

function lineOf(prepared: Prepared): string {
  return `${JSON.stringify(prepared)}\n`;
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}
