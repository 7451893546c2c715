import { crc32, inflateRawSync } from 'node:zlib';
import { RetortError } from '@/lib/model/errors';

const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 200;

/** A file of an archive, unpacked when it is asked for. */
export interface Unzipped {
  name: string;
  size: number;
  read: () => Buffer;
}

/**
 * The files of a ZIP archive that came from elsewhere. It is refused before anything is unpacked when it is none, names a file
 * twice or outside of itself, is encrypted, or says that it unpacks to more than `most` bytes; and while unpacking, when a file is
 * larger than it said or its check sum is another. RetortError `malformed`, `unsupported`, `too_large`.
 */
export function unzip(bytes: Buffer, { most }: { most: number }): Unzipped[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new RetortError('too_large', `The archive has ${count} files.`);
  const found: Unzipped[] = [];
  const names = new Set<string>();
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw broken();
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const crc = bytes.readUInt32LE(at + 16);
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const nameLength = bytes.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const local = bytes.readUInt32LE(at + 42);
    if (next > bytes.length) throw broken();
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(name) || names.has(name))
      throw new RetortError('malformed', 'The archive names a file twice, or one outside of itself.');
    if (flags & 1 || (method !== 0 && method !== 8))
      throw new RetortError('unsupported', `${name} is encrypted, or packed in a way that is not known.`);
    names.add(name);
    total += size;
    if (total > most)
      throw new RetortError(
        'too_large',
        `The archive unpacks to more than ${Math.floor(most / 1_048_576)} MiB.`,
      );
    found.push({ name, size, read: () => unpack(bytes, { name, local, method, packed, size, crc }) });
    at = next;
  }
  return found;
}

interface Place {
  name: string;
  local: number;
  method: number;
  packed: number;
  size: number;
  crc: number;
}

function unpack(bytes: Buffer, { name, local, method, packed, size, crc }: Place): Buffer {
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) throw broken();
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + packed > bytes.length) throw broken();
  const raw = bytes.subarray(start, start + packed);
  let plain: Buffer;
  try {
    plain = method === 0 ? raw : inflateRawSync(raw, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new RetortError('malformed', `${name} cannot be unpacked.`);
  }
  if (plain.length !== size || crc32(plain) !== crc)
    throw new RetortError('malformed', `${name} is not what the archive says of it.`);
  return plain;
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - LONGEST_COMMENT); at--)
    if (bytes.readUInt32LE(at) === END) return at;
  throw new RetortError('malformed', 'This is no ZIP archive.');
}

function broken(): RetortError {
  return new RetortError('malformed', 'The archive is damaged.');
}
