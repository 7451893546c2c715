import { createHmac, hkdfSync } from 'node:crypto';
import { authSecret } from '@/lib/db/secret';

/** What is hashed, each apart from the others. */
export type Hashed = 'email' | 'phone' | 'card';

/** HMAC-SHA-256 in hex of a value that must not be kept, under a key that only this deployment has. */
export type Hasher = (kind: Hashed, value: string) => string;

/** A hasher with a key derived from `secret`. */
export function hasherOf(secret: string): Hasher {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'hashes of account facts', 32));
  return (kind, value) => createHmac('sha256', key).update(`${kind}\0${value}`).digest('hex');
}

let held: { secret: string; hasher: Hasher } | null = null;

/** The hasher of this deployment, from RETORT_AUTH_SECRET or the secret kept in the data folder. Throws what reading that throws. */
export function deploymentHasher(): Hasher {
  const secret = authSecret();
  if (held?.secret !== secret) held = { secret, hasher: hasherOf(secret) };
  return held.hasher;
}
