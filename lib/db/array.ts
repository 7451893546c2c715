import { microsAt, setMicros } from './copy';

/**
 * Columns as PostgreSQL's binary arrays, sent as parameters and read with `unnest`: thousands of rows in one
 * statement without a text form being built and parsed. `node-postgres` sends a Buffer parameter as binary.
 * Source: PostgreSQL, src/backend/utils/adt/arrayfuncs.c, array_recv.
 */
const HEADER = 20;
/** An empty array has no dimensions. */
const EMPTY = 12;
const OID = { int8: 20, int2: 21, int4: 23, text: 25, timestamptz: 1184, float8: 701 } as const;

/** bigint[] */
export function int8Column(values: BigInt64Array | readonly bigint[]): Uint8Array {
  const { bytes, view } = fixed(OID.int8, values.length, 8);
  for (let i = 0, at = HEADER; i < values.length; i++, at += 12) {
    view.setInt32(at, 8);
    view.setBigInt64(at + 4, values[i] as bigint);
  }
  return bytes;
}

/** bigint[] from safe integers. */
export function countColumn(values: ArrayLike<number>): Uint8Array {
  const { bytes, view } = fixed(OID.int8, values.length, 8);
  for (let i = 0, at = HEADER; i < values.length; i++, at += 12) {
    const value = values[i] as number;
    const high = Math.floor(value / 0x1_0000_0000);
    view.setInt32(at, 8);
    view.setInt32(at + 4, high);
    view.setUint32(at + 8, value - high * 0x1_0000_0000);
  }
  return bytes;
}

/** integer[] */
export function int4Column(values: ArrayLike<number>): Uint8Array {
  const { bytes, view } = fixed(OID.int4, values.length, 4);
  for (let i = 0, at = HEADER; i < values.length; i++, at += 8) {
    view.setInt32(at, 4);
    view.setInt32(at + 4, values[i] as number);
  }
  return bytes;
}

/** integer[] that may hold nulls. */
export function nullableInt4Column(values: readonly (number | null)[]): Uint8Array {
  const { bytes, view } = fixed(OID.int4, values.length, 4);
  let at = HEADER;
  for (const value of values) {
    view.setInt32(at, value === null ? -1 : 4);
    if (value !== null) view.setInt32(at + 4, value);
    at += value === null ? 4 : 8;
  }
  return values.length === 0 ? bytes : bytes.subarray(0, at);
}

/** smallint[] */
export function int2Column(values: ArrayLike<number>): Uint8Array {
  const { bytes, view } = fixed(OID.int2, values.length, 2);
  for (let i = 0, at = HEADER; i < values.length; i++, at += 6) {
    view.setInt32(at, 2);
    view.setInt16(at + 4, values[i] as number);
  }
  return bytes;
}

/** timestamptz[] from microseconds since 1970, cut to milliseconds; NaN becomes null. */
export function timeColumn(values: ArrayLike<number>): Uint8Array {
  const { bytes, view } = fixed(OID.timestamptz, values.length, 8);
  let at = HEADER;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) {
      view.setInt32(at, -1);
      at += 4;
    } else {
      view.setInt32(at, 8);
      setMicros(view, at + 4, Math.floor(value / 1000) * 1000);
      at += 12;
    }
  }
  return values.length === 0 ? bytes : bytes.subarray(0, at);
}

/** text[]; null and undefined become null. Strings must hold neither NUL nor lone surrogates. */
export function textColumn(values: readonly (string | null | undefined)[]): Uint8Array {
  let units = 0;
  for (const value of values) units += value ? value.length : 0;
  const bytes = Buffer.allocUnsafeSlow(HEADER + values.length * 4 + units * 3);
  const view = new DataView(bytes.buffer);
  header(view, OID.text, values.length);
  let at = HEADER;
  for (const value of values) {
    if (value === null || value === undefined) {
      view.setInt32(at, -1);
      at += 4;
    } else {
      const size = bytes.write(value, at + 4, 'utf8');
      view.setInt32(at, size);
      at += 4 + size;
    }
  }
  return bytes.subarray(0, values.length === 0 ? EMPTY : at);
}

/** The bytes of one text, in UTF-8. */
export type Piece = Buffer;

/** What a text[] without nulls is made of, as views into it. */
export function piecesOf(column: Uint8Array): Piece[] {
  const bytes = parameter(column);
  const pieces: Piece[] = [];
  for (let at = HEADER; at < bytes.length; ) {
    const end = at + 4 + bytes.readInt32BE(at);
    pieces.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return pieces;
}

/** text[] */
export function pieceColumn(pieces: readonly Piece[]): Uint8Array {
  let size = 0;
  for (const piece of pieces) size += 4 + piece.length;
  const bytes = Buffer.allocUnsafeSlow(pieces.length === 0 ? EMPTY : HEADER + size);
  const view = new DataView(bytes.buffer);
  header(view, OID.text, pieces.length);
  let at = HEADER;
  for (const piece of pieces) {
    view.setInt32(at, piece.length);
    bytes.set(piece, at + 4);
    at += 4 + piece.length;
  }
  return bytes;
}

/** How many values a column has. */
export function countOf(column: Uint8Array): number {
  const view = new DataView(column.buffer, column.byteOffset, column.byteLength);
  return view.getInt32(0) === 0 ? 0 : view.getInt32(12);
}

/** A byte for each value of a column: 1 for one that is not null. */
export function presentIn(column: Uint8Array): Uint8Array {
  const view = new DataView(column.buffer, column.byteOffset, column.byteLength);
  const present = new Uint8Array(countOf(column));
  for (let i = 0, at = HEADER; i < present.length; i++) {
    const size = view.getInt32(at);
    present[i] = size < 0 ? 0 : 1;
    at += 4 + Math.max(size, 0);
  }
  return present;
}

/** A byte for each time of a column without nulls: 1 for one later than `micros` since 1970. */
export function laterThan(column: Uint8Array, micros: number): Uint8Array {
  const view = new DataView(column.buffer, column.byteOffset, column.byteLength);
  const later = new Uint8Array(countOf(column));
  for (let i = 0, at = HEADER + 4; i < later.length; i++, at += 12)
    if (microsAt(view, at) > micros) later[i] = 1;
  return later;
}

/**
 * Parts rows of columns: those chosen by a byte each in the binary format of COPY, where a value stands as in an array, and the
 * others as columns again.
 */
export function divide(
  columns: readonly Uint8Array[],
  chosen: Uint8Array,
): { rows: Uint8Array; others: Uint8Array[] } {
  const from = columns.map((column) => new DataView(column.buffer, column.byteOffset, column.byteLength));
  const others = columns.map((column) => new Uint8Array(column.length));
  const to = others.map((column) => new DataView(column.buffer));
  const read = columns.map(() => HEADER);
  const written = columns.map(() => HEADER);
  const rows = new Uint8Array(columns.reduce((sum, column) => sum + column.length, 2 * chosen.length));
  const out = new DataView(rows.buffer);
  let size = 0;
  let left = 0;
  for (let row = 0; row < chosen.length; row++) {
    const taken = chosen[row] === 1;
    if (taken) {
      out.setInt16(size, columns.length);
      size += 2;
    } else left++;
    for (let i = 0; i < columns.length; i++) {
      const source = from[i] as DataView;
      const start = read[i] as number;
      const length = 4 + Math.max(source.getInt32(start), 0);
      read[i] = start + length;
      if (taken) {
        copyValue(source, start, length, out, size);
        size += length;
      } else {
        const at = written[i] as number;
        copyValue(source, start, length, to[i] as DataView, at);
        written[i] = at + length;
      }
    }
  }
  for (let i = 0; i < columns.length; i++) header(to[i] as DataView, (from[i] as DataView).getInt32(8), left);
  return {
    rows: rows.subarray(0, size),
    others: others.map((column, i) => column.subarray(0, left === 0 ? EMPTY : written[i])),
  };
}

function copyValue(from: DataView, start: number, length: number, to: DataView, at: number): void {
  let done = 0;
  for (; done + 4 <= length; done += 4) to.setInt32(at + done, from.getInt32(start + done));
  for (; done < length; done++) to.setUint8(at + done, from.getUint8(start + done));
}

function fixed(oid: number, count: number, size: number): { bytes: Uint8Array; view: DataView } {
  const buffer = new ArrayBuffer(count === 0 ? EMPTY : HEADER + count * (4 + size));
  const view = new DataView(buffer);
  header(view, oid, count);
  return { bytes: new Uint8Array(buffer), view };
}

/** Dimensions, has-null flag, element type; then length and lower bound, which an empty array leaves out. */
function header(view: DataView, oid: number, count: number): void {
  view.setInt32(0, count === 0 ? 0 : 1);
  view.setInt32(4, 1);
  view.setInt32(8, oid);
  if (count === 0) return;
  view.setInt32(12, count);
  view.setInt32(16, 1);
}

/** A column as a parameter of node-postgres, which tells binary by `Buffer`. */
export function parameter(column: Uint8Array): Buffer {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength);
}
