import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { authSecret } from '@/lib/db/secret';

const SEALED = 'sealed:1:';

/**
 * A secret as it is kept in the database: AES-256-GCM under a key derived from the installation's secret, and bound to what it
 * belongs to, so that it opens nowhere else. A copy of the database alone does not hold it.
 */
export function seal(secret: string, owner: string, root: string = authSecret()): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(root), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return SEALED + sealed.toString('base64url');
}

/** Whether this is a sealed secret: those of before there were seals are not. */
export function isSealed(kept: string): boolean {
  return kept.startsWith(SEALED);
}

/** The secret again, or null when it was sealed under another installation's secret, for another owner, or changed since. */
export function unseal(kept: string, owner: string, root: string = authSecret()): string | null {
  if (!isSealed(kept)) return kept;
  const sealed = Buffer.from(kept.slice(SEALED.length), 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(root), sealed.subarray(0, 12))
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function keyOf(root: string): Buffer {
  return Buffer.from(hkdfSync('sha256', root, '', 'secrets of targets', 32));
}
