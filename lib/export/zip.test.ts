import { expect, test } from 'vitest';
import { RetortError } from '@/lib/model/errors';
import { unzip } from './unzip';
import { zip } from './zip';

const AT = new Date('2026-10-01T12:34:56Z');
const MOST = { most: 10_000_000 };

async function archive(files: Record<string, string>): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, text]) => ({ name, pieces: [text] }));
  const pieces: Uint8Array[] = [];
  for await (const piece of zip(entries, { at: AT })) pieces.push(piece);
  return Buffer.concat(pieces);
}

const read = (bytes: Buffer, most = MOST) =>
  Object.fromEntries(unzip(bytes, most).map((file) => [file.name, file.read().toString('utf8')]));

const refusal = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof RetortError) return error.code;
    throw error;
  }
};

const FILES = { 'a.txt': 'Ärger\n'.repeat(50_000), 'b.json': '{}', 'empty.txt': '' };

test('what is packed is unpacked as it was', async () => {
  expect(read(await archive(FILES))).toEqual(FILES);
});

test('the same files are the same bytes, whenever they are packed', async () => {
  expect((await archive(FILES)).equals(await archive(FILES))).toBe(true);
});

test.each<[string, (bytes: Buffer) => Buffer, string]>([
  ['no archive at all', () => Buffer.from('Hello'), 'malformed'],
  ['an archive that was cut off', (bytes) => bytes.subarray(0, bytes.length - 30), 'malformed'],
  ['another name for a file', (bytes) => replaced(bytes, 'b.json', '../b.j'), 'malformed'],
  ['two files of one name', (bytes) => replaced(bytes, 'b.json', 'a.txt\0'.slice(0, 6)), 'malformed'],
  ['a file that is encrypted', (bytes) => patched(bytes, 8, 1), 'unsupported'],
  ['a file packed by another method', (bytes) => patched(bytes, 10, 99), 'unsupported'],
  ['a file with another check sum', (bytes) => patched(bytes, 16, 7), 'malformed'],
  ['a file that unpacks to more than it says', (bytes) => patched(bytes, 24, 3), 'malformed'],
])('%s is refused', async (_, harm, code) => {
  const bytes = harm(await archive(FILES));
  expect(refusal(() => read(bytes)) ?? 'none').toBe(code);
});

test('an archive that says it is larger than allowed is refused before anything is unpacked', async () => {
  const bytes = await archive(FILES);
  expect(refusal(() => unzip(bytes, { most: 100_000 }))).toBe('too_large');
});

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
}

/** Sets two bytes of the first entry of the central directory. */
function patched(bytes: Buffer, offset: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16LE(value, copy.indexOf('PK\u0001\u0002', 0, 'latin1') + offset);
  return copy;
}
