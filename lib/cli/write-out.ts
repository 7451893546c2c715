import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes pieces into a file, or to standard output for `-`, and answers how many bytes. Nothing stands under the name of the file
 * before it is whole, and nothing is left behind when it fails half way.
 */
export async function writeOut(output: string, pieces: AsyncIterable<string | Uint8Array>): Promise<number> {
  let bytes = 0;
  async function* counted() {
    for await (const piece of pieces) {
      bytes += Buffer.byteLength(piece);
      yield piece;
    }
  }
  const made = Readable.from(counted(), { objectMode: false });
  if (output === '-') {
    await pipeline(made, process.stdout, { end: false });
    return bytes;
  }
  // A pipe or a device is written to as it is: nothing may take its place.
  const there = await stat(output).catch(() => null);
  if (there && !there.isFile() && !there.isDirectory()) {
    await pipeline(made, createWriteStream(output));
    return bytes;
  }
  const draft = `${output}.part`;
  try {
    await pipeline(made, createWriteStream(draft, { mode: 0o600 }));
    await rename(draft, output);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return bytes;
}
