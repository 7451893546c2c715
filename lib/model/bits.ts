/** Sets of small whole numbers as bits of bytes: bit n of byte n / 8, lowest first. */

/** The set of `members`, for numbers below `size`. */
export function bitsOf(members: Iterable<number>, size: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(size / 8));
  for (const n of members) bits[n >> 3] = (bits[n >> 3] as number) | (1 << (n & 7));
  return bits;
}

export function hasBit(bits: Uint8Array, n: number): boolean {
  return (((bits[n >> 3] ?? 0) >> (n & 7)) & 1) === 1;
}

/** What is in all of the sets; everything below `size` when there are none. */
export function inAll(sets: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(Math.ceil(size / 8)).fill(0xff);
  if (size % 8 !== 0) all[all.length - 1] = (1 << (size % 8)) - 1;
  for (const set of sets) for (let i = 0; i < all.length; i++) all[i] = (all[i] as number) & (set[i] ?? 0);
  return all;
}

/** The members of a set, ascending. */
export function membersOf(bits: Uint8Array): number[] {
  const members: number[] = [];
  bits.forEach((byte, i) => {
    for (let b = 0; b < 8; b++) if ((byte >> b) & 1) members.push(i * 8 + b);
  });
  return members;
}

/** How many are in a set. */
export function countBits(bits: Uint8Array): number {
  let count = 0;
  for (const byte of bits) {
    let rest = byte;
    while (rest) {
      rest &= rest - 1;
      count++;
    }
  }
  return count;
}
