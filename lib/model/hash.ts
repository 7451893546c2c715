import { createHash, hash } from 'node:crypto';
import { shortKey, shortKeyOf } from './short-hash';

/**
 * A signed 64-bit key for a string: the first eight bytes of its SHA-256.
 * Strings are interned under this key without a look-up, so that ingest needs no state and may run in
 * many processes. Two of a million different strings meet with a probability of about 3e-8.
 */
export function key64(text: string): bigint {
  return shortKey(text) ?? sha256(text).readBigInt64BE(0);
}

/** {@link key64} of `prefix` (ASCII) with the text after it that the UTF-16 units from `start` to `end` spell. */
export function key64Of(prefix: string, units: Uint16Array, start: number, end: number): bigint {
  const key = shortKeyOf(prefix, units, start, end);
  if (key !== null) return key;
  let text = prefix;
  for (let at = start; at < end; at++) text += String.fromCharCode(units[at] as number);
  return key64(text);
}

/** The key of an account id, as in `account.key` and every `account_key` column. */
export function accountKey(id: string): bigint {
  return key64(`account\0${id}`);
}

/** The key of an indicator value, as in `indicator.key`. */
export function indicatorKey(kind: string, value: string): bigint {
  return key64(`${kind}\0${value}`);
}

// crypto.hash() spares the hash object and is twice as fast; it came with Node 20.12.
function sha256(text: string): Buffer {
  return typeof hash === 'function'
    ? hash('sha256', text, 'buffer')
    : createHash('sha256').update(text).digest();
}
