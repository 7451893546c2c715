import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortKey } from './short-hash';

function digest(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigInt64BE(0);
}

describe('the key of a short text', () => {
  it.each(Array.from({ length: 120 }, (_, length) => length))('of %i characters is its SHA-256', (length) => {
    const text = Array.from({ length }, (_, i) => String.fromCharCode((i * 37 + length) % 0x80)).join('');
    expect(shortKey(text)).toBe(digest(text));
  });

  it('is that of any text, unless it is long or not ASCII', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 140, unit: 'binary-ascii' }), (text) => {
        expect(shortKey(text)).toBe(text.length <= 119 ? digest(text) : null);
      }),
    );
    expect(shortKey('é')).toBeNull();
  });
});
