import { Buffer } from 'node:buffer';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive: its text or bytes, made while it is written. */
export interface ZipEntry {
  name: string;
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

/** Told of each entry as it was written: its plain bytes, to hash them as they pass. */
export interface ZipOptions {
  /** The one time that all entries bear. */
  at: Date;
  /** Called with every plain piece of an entry. */
  onPiece?: (name: string, piece: Uint8Array) => void;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const UTF8 = 0x0800;
const DEFLATE = 8;
const MOST = 0xffffffff;
const LEVEL = 6;
const PIECE = 1 << 16;

/**
 * A ZIP archive (APPNOTE 6.3, without ZIP64: at most 4 GiB), entry by entry as they come. The same entries and time give the same
 * bytes: no time of making, no owner, no comment. Memory holds one entry compressed.
 */
export async function* zip(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  { at, onPiece }: ZipOptions,
): AsyncGenerator<Uint8Array> {
  const { time, date } = dosTime(at);
  const central: Buffer[] = [];
  let offset = 0;
  for await (const { name, pieces } of entries) {
    const { packed, size, plainSize, crc } = await deflate(pieces, (piece) => onPiece?.(name, piece));
    const encoded = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(UTF8, 2);
    common.writeUInt16LE(DEFLATE, 4);
    common.writeUInt16LE(time, 6);
    common.writeUInt16LE(date, 8);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(size, 14);
    common.writeUInt32LE(plainSize, 18);
    common.writeUInt16LE(encoded.length, 22);
    const head = Buffer.concat([uint32(LOCAL), common, encoded]);
    yield head;
    yield* packed;
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([uint32(CENTRAL), uint16(VERSION), common, more, encoded]));
    offset += head.length + size;
    if (offset > MOST) throw new RangeError('an archive of more than 4 GiB is not written');
  }
  const listed = Buffer.concat(central);
  yield listed;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  yield end;
}

async function deflate(
  pieces: ZipEntry['pieces'],
  onPiece: (piece: Uint8Array) => void,
): Promise<{ packed: Buffer[]; size: number; plainSize: number; crc: number }> {
  const stream = createDeflateRaw({ level: LEVEL });
  const packed: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    packed.push(chunk);
    size += chunk.length;
  });
  const done = new Promise<void>((resolve, reject) => {
    stream.on('end', resolve);
    stream.on('error', reject);
  });
  done.catch(() => {});
  let plainSize = 0;
  let crc = 0;
  for await (const piece of gathered(pieces)) {
    plainSize += piece.length;
    if (plainSize > MOST) throw new RangeError('a file of more than 4 GiB is not written');
    crc = crc32(piece, crc);
    onPiece(piece);
    if (!stream.write(piece)) await new Promise((resolve) => stream.once('drain', resolve));
  }
  stream.end();
  await done;
  return { packed, size, plainSize, crc };
}

/** Small pieces put together, text before it becomes bytes: a line at a time would be a call and a buffer at a time. */
async function* gathered(pieces: ZipEntry['pieces']): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    if (text.length >= PIECE || (typeof piece !== 'string' && text !== '')) {
      yield Buffer.from(text, 'utf8');
      text = '';
    }
    if (typeof piece !== 'string' && piece.length > 0) yield piece;
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
}

/** Time as MS-DOS has it, in UTC, to two seconds; what it cannot say becomes its earliest. */
function dosTime(at: Date): { time: number; date: number } {
  const year = Math.min(2107, Math.max(1980, at.getUTCFullYear()));
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
