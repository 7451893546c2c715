import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { authSecret } from '@/lib/db/secret';
import { RetortError } from '@/lib/model/errors';

/**
 * The key under which names of customers leave the house (HMAC-SHA-256): of this deployment and for this purpose only, from
 * its secret (HKDF, RFC 5869). Whoever changes RETORT_AUTH_SECRET changes every pseudonym.
 */
export function pseudonymKey(secret: string = authSecret()): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'retort case file pseudonyms 1', 32));
}

/**
 * The key that signs manifests, from RETORT_CASE_KEY: an Ed25519 private key as PEM, or the path of a file with one. Null when it
 * is not set. RetortError `invalid` when it is something else, since an unsigned file must not pass for a signed one.
 */
export function signingKey(env: NodeJS.ProcessEnv = process.env): KeyObject | null {
  const given = env.RETORT_CASE_KEY?.trim();
  if (!given) return null;
  return parse('RETORT_CASE_KEY', given, (pem) => createPrivateKey(pem));
}

/** An Ed25519 public key as PEM, or the path of a file with one. RetortError `invalid`. */
export function publicKey(given: string): KeyObject {
  return parse('The public key', given, (pem) => createPublicKey(pem));
}

function parse(what: string, given: string, read: (pem: string) => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read(given.includes('-----BEGIN') ? given.replaceAll('\\n', '\n') : readFileSync(given, 'utf8'));
  } catch {
    throw new RetortError('invalid', `${what} is no Ed25519 key in PEM form, and no file with one.`);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new RetortError('invalid', `${what} is no Ed25519 key but ${key.asymmetricKeyType ?? 'a secret'}.`);
  return key;
}

/** The name of this deployment in what it sends out, from RETORT_ORGANIZATION. */
export function organizationName(env: NodeJS.ProcessEnv = process.env): string {
  return env.RETORT_ORGANIZATION?.trim().slice(0, 200) || 'Unnamed provider';
}
