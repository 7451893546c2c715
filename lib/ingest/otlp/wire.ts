/** What is not protobuf, or not of the message that was expected. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/**
 * Reads the wire format of protobuf, field by field. Source: protobuf.dev, "Encoding". Unknown fields are for the caller to
 * skip; anything that does not fit raises a {@link WireError}.
 */
export class WireReader {
  private readonly view: DataView;
  private kind = VARINT;

  constructor(
    private readonly bytes: Buffer,
    private at = 0,
    private readonly end = bytes.length,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The number of the next field, 0 at the end. */
  next(): number {
    if (this.at >= this.end) return 0;
    const tag = this.varint();
    this.kind = tag & 7;
    const field = Math.floor(tag / 8);
    if (field === 0) throw new WireError('A field has the number 0.');
    return field;
  }

  skip(): void {
    if (this.kind === VARINT) this.varint();
    else if (this.kind === FIXED64) this.take(8);
    else if (this.kind === BYTES) this.take(this.varint());
    else if (this.kind === FIXED32) this.take(4);
    else throw new WireError(`A field is of the kind ${this.kind}, which is not used.`);
  }

  /** A reader of the message in this field. */
  message(): WireReader {
    this.expect(BYTES);
    const size = this.varint();
    const from = this.take(size);
    return new WireReader(this.bytes, from, from + size);
  }

  text(): string {
    this.expect(BYTES);
    const size = this.varint();
    const from = this.take(size);
    return this.bytes.toString('utf8', from, from + size);
  }

  hex(): string {
    return this.raw('hex');
  }

  base64(): string {
    return this.raw('base64');
  }

  private raw(encoding: 'hex' | 'base64'): string {
    this.expect(BYTES);
    const size = this.varint();
    const from = this.take(size);
    return this.bytes.toString(encoding, from, from + size);
  }

  /** A fixed64 as decimal digits. */
  fixed64(): string {
    this.expect(FIXED64);
    return this.view.getBigUint64(this.take(8), true).toString();
  }

  double(): number {
    this.expect(FIXED64);
    return this.view.getFloat64(this.take(8), true);
  }

  bool(): boolean {
    return this.number() !== 0;
  }

  /** An int32, uint32 or enum. */
  number(): number {
    this.expect(VARINT);
    return this.varint();
  }

  /** An int64; as digits where a number would not hold it. */
  int64(): number | string {
    this.expect(VARINT);
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.take(1)] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        const signed = BigInt.asIntN(64, value);
        const number = Number(signed);
        return Number.isSafeInteger(number) ? number : signed.toString();
      }
    }
    throw new WireError('A number has no end.');
  }

  private expect(kind: number): void {
    if (this.kind !== kind) throw new WireError(`A field is of the kind ${this.kind}, not ${kind}.`);
  }

  private take(size: number): number {
    const from = this.at;
    if (size > this.end - from) throw new WireError('The message ends in the middle of a field.');
    this.at = from + size;
    return from;
  }

  /** Exact up to 2^53, which lengths and tags never pass. */
  private varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 10; i++) {
      if (this.at >= this.end) throw new WireError('The message ends in the middle of a number.');
      const byte = this.bytes[this.at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new WireError('A number has no end.');
  }
}

/** Writes a message: a tag and a value for each field that is given. */
export class WireWriter {
  private readonly parts: Buffer[] = [];

  int(field: number, value: number): this {
    if (value !== 0) this.parts.push(varint(field * 8 + VARINT), varint(value));
    return this;
  }

  text(field: number, value: string): this {
    return value === '' ? this : this.bytes(field, Buffer.from(value));
  }

  bytes(field: number, value: Uint8Array): this {
    this.parts.push(varint(field * 8 + BYTES), varint(value.length), Buffer.from(value));
    return this;
  }

  done(): Buffer {
    return Buffer.concat(this.parts);
  }
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
