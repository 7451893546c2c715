import { endianness } from 'node:os';

const SWAPPED = endianness() === 'BE';

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
