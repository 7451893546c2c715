import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds for which a code is shown. */
const PERIOD = 30;
const DIGITS = 6;
/** Codes of one step before and after are taken too, for clocks that differ. */
const DRIFT = 1;

/** The code of a time step (RFC 6238 with HMAC-SHA-1, 30 s, six digits). `secret`: the shared bytes. */
export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = (hash[19] ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The time step at `now`. */
export function totpStep(now: Date): number {
  return Math.floor(now.getTime() / 1_000 / PERIOD);
}

/** The step whose code this is, no more than one step from `now`; null when it is none of them. */
export function matchingStep(secret: Buffer, code: string, now: Date): number | null {
  const given = Buffer.from(code.replace(/\s/g, ''));
  let found: number | null = null;
  for (let step = totpStep(now) - DRIFT; step <= totpStep(now) + DRIFT; step++) {
    const wanted = Buffer.from(totpCode(secret, step));
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) found = step;
  }
  return found;
}

/** What authenticator apps read from a QR code. */
export function totpUri(secret: Buffer, email: string): string {
  const label = `${encodeURIComponent('Retort')}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=Retort&digits=${DIGITS}&period=${PERIOD}`;
}

/** RFC 4648 without padding, as people type it when no camera is at hand. */
export function base32(bytes: Buffer): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}
