import { endianness } from 'node:os';

const SWAPPED = endianness() === 'BE';
const LEAST = 1 << 14;

/**
 * A scratch array for the UTF-16 units of a part of a text. Copying them out once and reading the array costs half of
 * asking the string for each unit, which has to look every time at how the string is stored.
 */
export class Units {
  readonly at: Uint16Array;
  private readonly bytes: Buffer;

  constructor(readonly size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size * 2);
    this.at = new Uint16Array(this.bytes.buffer, 0, size);
  }

  /** Writes the first `count` units of `text` at `offset`; there must be room for them. */
  load(text: string, offset: number, count: number): void {
    this.bytes.write(text, offset * 2, count * 2, 'utf16le');
    if (SWAPPED) this.bytes.subarray(offset * 2, (offset + count) * 2).swap16();
  }
}

/** A whole text with its units, in an array that is used again for the next one. */
export class Spelled {
  text = '';
  /** The units; what lies beyond the text's length has no meaning. */
  at: Uint16Array;
  /** All bits that any of the units has: tells cheaply that a text holds none beyond some power of two. */
  bits = 0;
  private units: Units;

  constructor(private readonly usual: number) {
    this.units = new Units(usual);
    this.at = this.units.at;
  }

  load(text: string): this {
    const { length } = text;
    if (length > this.units.size || (this.units.size > this.usual && length <= this.usual)) {
      this.units = new Units(Math.max(length, this.usual));
      this.at = this.units.at;
    }
    this.text = text;
    this.units.load(text, 0, length);
    const { at } = this;
    let bits = 0;
    for (let i = 0; i < length; i++) bits |= at[i] as number;
    this.bits = bits;
    return this;
  }
}

const scratch = new Spelled(LEAST);

/** The units of a text, good until another text is asked for. */
export function spelled(text: string): Spelled {
  return scratch.text === text ? scratch : scratch.load(text);
}
