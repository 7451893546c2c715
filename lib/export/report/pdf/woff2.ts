import { brotliDecompressSync } from 'node:zlib';

/** Tags that a directory names by number (W3C, WOFF File Format 2.0, 5.2). */
const TAGS =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill';

interface Entry {
  tag: string;
  transformed: boolean;
  length: number;
}

/**
 * A font in WOFF2 as the OpenType font it was made of. Source: W3C, WOFF File Format 2.0 (2024). Hinting and outlines are kept, the
 * order of tables and their checksums are not. Throws RangeError on what is no such font.
 */
export function woff2ToSfnt(woff: Buffer): Buffer {
  if (woff.length < 48 || woff.toString('latin1', 0, 4) !== 'wOF2') throw new RangeError('no WOFF2 font');
  const numTables = woff.readUInt16BE(12);
  const read = new Reader(woff, 48);
  const entries: Entry[] = [];
  for (let i = 0; i < numTables; i++) {
    const flags = read.u8();
    const known = flags & 0x3f;
    const tag = known === 63 ? read.bytes(4).toString('latin1') : TAGS.slice(known * 5, known * 5 + 4);
    const version = flags >> 6;
    const length = read.base128();
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    entries.push({ tag, transformed, length: transformed ? read.base128() : length });
  }
  const packed = woff.subarray(read.at, read.at + woff.readUInt32BE(20));
  const body = new Reader(brotliDecompressSync(packed), 0);
  const tables = new Map<string, Buffer>();
  const changed = new Set<string>();
  for (const { tag, transformed, length } of entries) {
    tables.set(tag, body.bytes(length));
    if (transformed) changed.add(tag);
  }
  if (changed.has('glyf')) outlines(tables);
  if (changed.has('hmtx')) metrics(tables);
  return sfnt(woff.readUInt32BE(4), tables);
}

class Reader {
  constructor(
    private readonly from: Buffer,
    public at: number,
  ) {}

  u8(): number {
    return this.from.readUInt8(this.at++);
  }
  u16(): number {
    this.at += 2;
    return this.from.readUInt16BE(this.at - 2);
  }
  i16(): number {
    this.at += 2;
    return this.from.readInt16BE(this.at - 2);
  }
  u32(): number {
    this.at += 4;
    return this.from.readUInt32BE(this.at - 4);
  }
  bytes(n: number): Buffer {
    if (this.at + n > this.from.length) throw new RangeError('font ends early');
    this.at += n;
    return this.from.subarray(this.at - n, this.at);
  }
  base128(): number {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const byte = this.u8();
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw new RangeError('number too long');
  }
  /** 255UInt16 */
  short(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 255) return this.u8() + 253;
    if (code === 254) return this.u8() + 506;
    return code;
  }
}

/** The tables glyf and loca from the seven streams that glyf was taken apart into (5.1). */
function outlines(tables: Map<string, Buffer>): void {
  const glyf = tables.get('glyf') as Buffer;
  const head = new Reader(glyf, 2);
  const options = head.u16();
  const numGlyphs = head.u16();
  head.u16();
  const sizes = Array.from({ length: 7 }, () => head.u32());
  let at = head.at;
  const [contours, points, flags, triplets, composites, boxes, instructions] = sizes.map((size) => {
    at += size;
    return new Reader(glyf.subarray(at - size, at), 0);
  }) as [Reader, Reader, Reader, Reader, Reader, Reader, Reader];
  const overlaps = options & 1 ? glyf.subarray(at) : null;
  const bitmap = boxes.bytes(Math.ceil(numGlyphs / 32) * 4);
  const bit = (bits: Buffer, i: number) => ((bits[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0;
  let made = Buffer.alloc(glyf.length * 2 + 65_536);
  const loca = Buffer.alloc((numGlyphs + 1) * 4);
  let offset = 0;
  for (let i = 0; i < numGlyphs; i++) {
    loca.writeUInt32BE(offset, i * 4);
    const n = contours.i16();
    if (n === 0) continue;
    const box = bit(bitmap, i) ? Buffer.from(boxes.bytes(8)) : null;
    const glyph =
      n < 0
        ? composite(composites, triplets, instructions, box)
        : simple(n, points, flags, triplets, instructions, box, overlaps !== null && bit(overlaps, i));
    if (offset + glyph.length + 4 > made.length) made = Buffer.concat([made, Buffer.alloc(made.length)]);
    glyph.copy(made, offset);
    offset += Math.ceil(glyph.length / 4) * 4;
  }
  loca.writeUInt32BE(offset, numGlyphs * 4);
  tables.set('glyf', made.subarray(0, offset));
  tables.set('loca', loca);
  const table = Buffer.from(tables.get('head') as Buffer);
  table.writeInt16BE(1, 50);
  tables.set('head', table);
}

function composite(from: Reader, lengths: Reader, code: Reader, box: Buffer | null): Buffer {
  if (!box) throw new RangeError('composite glyph without a box');
  const parts: Buffer[] = [Buffer.from([0xff, 0xff]), box];
  let instructed = false;
  for (let more = true; more; ) {
    const flags = from.u16();
    instructed ||= (flags & 0x100) !== 0;
    const scale = flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
    const rest = 2 + (flags & 1 ? 4 : 2) + scale;
    parts.push(Buffer.from([flags >> 8, flags & 0xff]), from.bytes(rest));
    more = (flags & 0x20) !== 0;
  }
  if (instructed) {
    const length = lengths.short();
    parts.push(Buffer.from([length >> 8, length & 0xff]), code.bytes(length));
  }
  return Buffer.concat(parts);
}

function simple(
  n: number,
  points: Reader,
  flags: Reader,
  triplets: Reader,
  code: Reader,
  box: Buffer | null,
  overlap: boolean,
): Buffer {
  const lengths = Array.from({ length: n }, () => points.short());
  const count = lengths.reduce((sum, length) => sum + length, 0);
  const at = 10 + n * 2 + 2;
  // Where instructions go is known only behind the points.
  const steps: number[] = [];
  const marks = new Uint8Array(count);
  let [x, y] = [0, 0];
  let [left, bottom, right, top] = [32767, 32767, -32768, -32768];
  for (let i = 0; i < count; i++) {
    const flag = flags.u8();
    const [dx, dy] = step(flag & 0x7f, triplets);
    marks[i] = (flag & 0x80 ? 0 : 1) | (i === 0 && overlap ? 0x40 : 0);
    steps.push(dx, dy);
    x += dx;
    y += dy;
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  const length = triplets.short();
  const glyph = Buffer.alloc(at + length + count * 5);
  glyph.writeInt16BE(n, 0);
  if (box) box.copy(glyph, 2);
  else for (const [i, value] of [left, bottom, right, top].entries()) glyph.writeInt16BE(value, 2 + i * 2);
  let end = -1;
  for (const [i, points] of lengths.entries()) {
    end += points;
    glyph.writeUInt16BE(end, 10 + i * 2);
  }
  glyph.writeUInt16BE(length, at - 2);
  code.bytes(length).copy(glyph, at);
  glyph.set(marks, at + length);
  for (let i = 0; i < count; i++) {
    glyph.writeInt16BE(steps[i * 2] as number, at + length + count + i * 2);
    glyph.writeInt16BE(steps[i * 2 + 1] as number, at + length + count * 3 + i * 2);
  }
  return glyph;
}

/** One point from the last, by how many bytes its flag says (5.2). */
function step(flag: number, from: Reader): [dx: number, dy: number] {
  const signed = (bit: number, value: number) => (bit & 1 ? value : -value);
  if (flag < 10) return [0, signed(flag, ((flag & 14) << 7) + from.u8())];
  if (flag < 20) return [signed(flag, (((flag - 10) & 14) << 7) + from.u8()), 0];
  if (flag < 84) {
    const [b0, b1] = [flag - 20, from.u8()];
    return [
      signed(flag, 1 + (b0 & 0x30) + (b1 >> 4)),
      signed(flag >> 1, 1 + ((b0 & 0x0c) << 2) + (b1 & 0x0f)),
    ];
  }
  if (flag < 120) {
    const b0 = flag - 84;
    const dx = signed(flag, 1 + (Math.floor(b0 / 12) << 8) + from.u8());
    return [dx, signed(flag >> 1, 1 + (((b0 % 12) >> 2) << 8) + from.u8())];
  }
  if (flag < 124) {
    const [b1, b2, b3] = [from.u8(), from.u8(), from.u8()];
    return [signed(flag, (b1 << 4) + (b2 >> 4)), signed(flag >> 1, ((b2 & 0x0f) << 8) + b3)];
  }
  const dx = signed(flag, from.u16());
  return [dx, signed(flag >> 1, from.u16())];
}

/** The table hmtx with the side bearings that were left out, which are the left edges of the outlines (5.4). */
function metrics(tables: Map<string, Buffer>): void {
  const read = new Reader(tables.get('hmtx') as Buffer, 0);
  const glyf = tables.get('glyf') as Buffer;
  const loca = tables.get('loca') as Buffer;
  const numGlyphs = (tables.get('maxp') as Buffer).readUInt16BE(4);
  const numMetrics = (tables.get('hhea') as Buffer).readUInt16BE(34);
  const flags = read.u8();
  const left = (glyph: number) => {
    const at = loca.readUInt32BE(glyph * 4);
    return at === loca.readUInt32BE(glyph * 4 + 4) ? 0 : glyf.readInt16BE(at + 2);
  };
  const widths = Array.from({ length: numMetrics }, () => read.u16());
  const made = Buffer.alloc(numMetrics * 4 + (numGlyphs - numMetrics) * 2);
  for (let i = 0; i < numMetrics; i++) {
    made.writeUInt16BE(widths[i] as number, i * 4);
    made.writeInt16BE(flags & 1 ? left(i) : read.i16(), i * 4 + 2);
  }
  for (let i = numMetrics; i < numGlyphs; i++)
    made.writeInt16BE(flags & 2 ? left(i) : read.i16(), numMetrics * 4 + (i - numMetrics) * 2);
  tables.set('hmtx', made);
}

function sfnt(flavour: number, tables: Map<string, Buffer>): Buffer {
  const tags = [...tables.keys()].sort();
  const head = Buffer.alloc(12 + tags.length * 16);
  head.writeUInt32BE(flavour, 0);
  head.writeUInt16BE(tags.length, 4);
  const parts = [head];
  let offset = head.length;
  for (const [i, tag] of tags.entries()) {
    const table = tables.get(tag) as Buffer;
    head.write(tag, 12 + i * 16, 'latin1');
    head.writeUInt32BE(offset, 12 + i * 16 + 8);
    head.writeUInt32BE(table.length, 12 + i * 16 + 12);
    const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(padded);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}
