// Packed marks of a raster: one run of exchanges of one session, twelve bytes, so that tens of thousands travel and draw fast.

/** One mark. Times in seconds from the start of the picture. */
export interface Mark {
  start: number;
  length: number;
  capability: number;
  /** Index into PATHWAYS; {@link UNKNOWN_PATHWAY} when unknown. */
  pathway: number;
  /** Index into the models of the picture, at most 255. */
  model: number;
  exchanges: number;
}

export const MARK_BYTES = 12;
export const UNKNOWN_PATHWAY = 255;
const MOST = 255;

/** Marks as bytes, little endian. Exchanges beyond 255 are given as 255. */
export function packMarks(marks: readonly Mark[]): Uint8Array {
  const bytes = new Uint8Array(marks.length * MARK_BYTES);
  const view = new DataView(bytes.buffer);
  marks.forEach((mark, i) => {
    const at = i * MARK_BYTES;
    view.setUint32(at, mark.start, true);
    view.setUint32(at + 4, mark.length, true);
    bytes[at + 8] = mark.capability;
    bytes[at + 9] = mark.pathway;
    bytes[at + 10] = Math.min(mark.model, MOST);
    bytes[at + 11] = Math.min(mark.exchanges, MOST);
  });
  return bytes;
}

/** The marks of many lines, column by column. */
export interface MarkColumns {
  length: number;
  starts: Uint32Array;
  lengths: Uint32Array;
  capabilities: Uint8Array;
  pathways: Uint8Array;
  models: Uint8Array;
  exchanges: Uint8Array;
}

/** Bytes of {@link packMarks} as columns. Bytes after the last whole mark are left out. */
export function unpackMarks(bytes: Uint8Array): MarkColumns {
  const length = Math.floor(bytes.length / MARK_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns: MarkColumns = {
    length,
    starts: new Uint32Array(length),
    lengths: new Uint32Array(length),
    capabilities: new Uint8Array(length),
    pathways: new Uint8Array(length),
    models: new Uint8Array(length),
    exchanges: new Uint8Array(length),
  };
  for (let i = 0; i < length; i++) {
    const at = i * MARK_BYTES;
    columns.starts[i] = view.getUint32(at, true);
    columns.lengths[i] = view.getUint32(at + 4, true);
    columns.capabilities[i] = bytes[at + 8] as number;
    columns.pathways[i] = bytes[at + 9] as number;
    columns.models[i] = bytes[at + 10] as number;
    columns.exchanges[i] = bytes[at + 11] as number;
  }
  return columns;
}

/** Base64 as bytes, in the browser and in Node alike. */
export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
