import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Microseconds between 1970 and PostgreSQL's own epoch, 2000-01-01. */
const POSTGRES_EPOCH = 946_684_800_000_000;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = Buffer.from([0xff, 0xff]);
const SLICE = 256 * 1024;

/**
 * Writes rows in PostgreSQL's binary COPY format into one growing buffer: `begin(columns)`, then each column in
 * order. Source: PostgreSQL documentation, COPY, "Binary Format".
 */
export class CopyRows {
  private bytes: Buffer;
  private view: DataView;
  /** Bytes written so far. */
  length = 0;

  constructor(capacity = 1 << 16) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** What was written, without copying: valid until the next write. */
  written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  begin(columns: number): void {
    this.room(2);
    this.view.setInt16(this.length, columns);
    this.length += 2;
  }

  none(): void {
    this.room(4);
    this.view.setInt32(this.length, -1);
    this.length += 4;
  }

  bigint(value: bigint | null): void {
    if (value === null) {
      this.none();
      return;
    }
    this.room(12);
    this.view.setInt32(this.length, 8);
    this.view.setBigInt64(this.length + 4, value);
    this.length += 12;
  }

  integer(value: number | null): void {
    if (value === null) {
      this.none();
      return;
    }
    this.room(8);
    this.view.setInt32(this.length, 4);
    this.view.setInt32(this.length + 4, value);
    this.length += 8;
  }

  smallint(value: number | null): void {
    if (value === null) {
      this.none();
      return;
    }
    this.room(6);
    this.view.setInt32(this.length, 2);
    this.view.setInt16(this.length + 4, value);
    this.length += 6;
  }

  boolean(value: boolean): void {
    this.room(5);
    this.view.setInt32(this.length, 1);
    this.view.setUint8(this.length + 4, value ? 1 : 0);
    this.length += 5;
  }

  /** A timestamptz from microseconds since 1970. */
  time(micros: number): void {
    this.room(12);
    this.view.setInt32(this.length, 8);
    setMicros(this.view, this.length + 4, micros);
    this.length += 12;
  }

  /** Text must hold neither NUL nor lone surrogates. */
  text(value: string | null): void {
    if (value === null) {
      this.none();
      return;
    }
    this.room(4 + value.length * 3);
    const size = this.bytes.write(value, this.length + 4, 'utf8');
    this.view.setInt32(this.length, size);
    this.length += 4 + size;
  }

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + more));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** Writes microseconds since 1970 as a PostgreSQL timestamptz (int64 microseconds since 2000) at `offset`. */
export function setMicros(view: DataView, offset: number, micros: number): void {
  const value = micros - POSTGRES_EPOCH;
  const high = Math.floor(value / 0x1_0000_0000);
  view.setInt32(offset, high);
  view.setUint32(offset + 4, value - high * 0x1_0000_0000);
}

/** What {@link setMicros} wrote at `offset`. */
export function microsAt(view: DataView, offset: number): number {
  return view.getInt32(offset) * 0x1_0000_0000 + view.getUint32(offset + 4) + POSTGRES_EPOCH;
}

/**
 * COPYs rows made with {@link CopyRows} into `target` (a table with its columns). Sends in slices and waits for the
 * socket, so that memory stays at what `rows` holds. Errors are PostgreSQL's.
 */
export async function copyRows(client: PoolClient, target: string, rows: Uint8Array): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${target} FROM STDIN (FORMAT binary)`));
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  const finished = once(stream, 'finish');
  finished.catch(() => {});
  failed.catch(() => {});
  stream.write(SIGNATURE);
  for (let at = 0; at < rows.length; at += SLICE) {
    if (!stream.write(rows.subarray(at, at + SLICE))) await Promise.race([once(stream, 'drain'), failed]);
  }
  stream.end(END);
  await Promise.race([finished, failed]);
}
