/**
 * SHA-256 (FIPS 180-4) of short texts, of which ingest hashes several an exchange: a call out of JavaScript and the object
 * that holds its answer cost more than the hashing itself.
 */

/** Two blocks of 64 bytes, less the mark and the length. */
const LONGEST = 119;

const K = new Int32Array(64);
const START = new Int32Array(8);
for (let candidate = 2, found = 0; found < 64; candidate++) {
  if (!isPrime(candidate)) continue;
  if (found < 8) START[found] = fraction(Math.sqrt(candidate));
  K[found++] = fraction(Math.cbrt(candidate));
}

const bytes = new Uint8Array(128);
const view = new DataView(bytes.buffer);
const words = new Int32Array(64);
const state = new Int32Array(8);

/** The first eight bytes of the SHA-256 of a text, as a signed number; null unless it is ASCII and at most 119 long. */
export function shortKey(text: string): bigint | null {
  const { length } = text;
  if (length > LONGEST) return null;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return null;
    bytes[i] = code;
  }
  return keyOfBytes(length);
}

/** The same of `prefix` (ASCII) and the UTF-16 units from `start` to `end` after it. */
export function shortKeyOf(prefix: string, units: Uint16Array, start: number, end: number): bigint | null {
  const before = prefix.length;
  const length = before + end - start;
  if (length > LONGEST) return null;
  let bits = 0;
  for (let i = 0; i < before; i++) bytes[i] = prefix.charCodeAt(i);
  for (let i = start, to = before; i < end; i++, to++) {
    const unit = units[i] as number;
    bits |= unit;
    bytes[to] = unit;
  }
  return bits > 0x7f ? null : keyOfBytes(length);
}

/** Of the first `length` of `bytes`. */
function keyOfBytes(length: number): bigint {
  const size = length <= 55 ? 64 : 128;
  bytes[length] = 0x80;
  bytes.fill(0, length + 1, size - 4);
  view.setInt32(size - 4, length * 8);
  state.set(START);
  for (let at = 0; at < size; at += 64) digest(at);
  view.setInt32(0, state[0] as number);
  view.setInt32(4, state[1] as number);
  return view.getBigInt64(0);
}

function digest(start: number): void {
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(start + 4 * i);
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15] as number;
    const y = words[i - 2] as number;
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = ((words[i - 16] as number) + low + (words[i - 7] as number) + high) | 0;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i++) {
    const upper = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + upper + ((e & f) ^ (~e & g)) + (K[i] as number) + (words[i] as number)) | 0;
    const lower = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (lower + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

/** The first 32 bits of the fraction of a number. */
function fraction(value: number): number {
  return ((value % 1) * 0x1_0000_0000) | 0;
}

function isPrime(candidate: number): boolean {
  for (let i = 2; i * i <= candidate; i++) if (candidate % i === 0) return false;
  return true;
}
