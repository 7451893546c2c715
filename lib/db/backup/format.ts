import { createHash, type Hash } from 'node:crypto';
import { RetortError } from '@/lib/model/errors';

/**
 * A backup: the line MAGIC, then frames. A frame is its kind (one byte), the length of its bytes (four, big-endian) and the bytes. `head`
 * comes first and `end` last, both JSON; between them, for each table, `table` (JSON) and the `rows` of PostgreSQL's binary COPY in pieces.
 * The end holds a SHA-256 over everything before it, and how many rows each table had. All of it is gzipped.
 */
export const MAGIC = Buffer.from('RETORT BACKUP 1\n');

export const KINDS = ['head', 'table', 'rows', 'end'] as const;
export type Kind = (typeof KINDS)[number];

/** Larger ones are made by nobody. */
const MOST_BYTES = 64 * 1024 * 1024;
const HEADER = 5;

export interface BackupHead {
  made_at: string;
  /** server_version of the database. */
  server: string;
  /** Migrations that the database had, in order. */
  migrations: string[];
}

export interface BackupTable {
  table: string;
  columns: string[];
  /** The day of a partition of exchange (2026-11-22), else null. */
  day: string | null;
}

export interface BackupEnd {
  /** Rows by table. */
  rows: Record<string, number>;
  /** Identity columns, with the last number given. */
  sequences: { table: string; column: string; last: string }[];
  sha256: string;
}

/** Makes frames, and the checksum over them. */
export class FrameWriter {
  private readonly hash: Hash = createHash('sha256').update(MAGIC);

  frame(kind: Exclude<Kind, 'end'>, bytes: Uint8Array): Buffer {
    const frame = framed(kind, bytes);
    this.hash.update(frame);
    return frame;
  }

  end(rest: Omit<BackupEnd, 'sha256'>): Buffer {
    return framed('end', json({ ...rest, sha256: this.hash.digest('hex') } satisfies BackupEnd));
  }
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function framed(kind: Kind, bytes: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER + bytes.length);
  frame.writeUInt8(KINDS.indexOf(kind), 0);
  frame.writeUInt32BE(bytes.length, 1);
  frame.set(bytes, HEADER);
  return frame;
}

function damaged(why: string): RetortError {
  return new RetortError('invalid', `This is no whole backup: ${why}.`);
}

/**
 * The frames of a backup as they come, checked: RetortError `invalid` when it is none, was cut off or changed. Holds one frame at a time; the
 * end comes only when everything before it was as it was written.
 */
export async function* readFrames(
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ kind: Kind; bytes: Buffer }, void, void> {
  const hash = createHash('sha256');
  let held = Buffer.alloc(0);
  let started = false;
  let ended = false;
  for await (const chunk of input) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    if (!started) {
      if (held.length < MAGIC.length) continue;
      if (!held.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged('it does not begin as one');
      hash.update(MAGIC);
      held = held.subarray(MAGIC.length);
      started = true;
    }
    while (held.length >= HEADER) {
      if (ended) throw damaged('something follows its end');
      const kind = KINDS[held.readUInt8(0)];
      const length = held.readUInt32BE(1);
      if (!kind || length > MOST_BYTES) throw damaged('a part of it is none');
      if (held.length < HEADER + length) break;
      const frame = held.subarray(0, HEADER + length);
      const bytes = frame.subarray(HEADER);
      held = held.subarray(HEADER + length);
      if (kind === 'end') {
        const { sha256 } = parse<BackupEnd>(bytes);
        if (sha256 !== hash.digest('hex')) throw damaged('what it holds is not what was written');
        ended = true;
      } else hash.update(frame);
      yield { kind, bytes };
    }
  }
  if (!ended || held.length > 0) throw damaged(ended ? 'something follows its end' : 'it was cut off');
}

/** The JSON of a frame. RetortError `invalid` when it is none. */
export function parse<T>(bytes: Uint8Array): T {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as T;
  } catch {
    throw damaged('a part of it is none');
  }
}
