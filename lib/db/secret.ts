import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataDir, fileRefusal } from './data-dir';

const SHORTEST = 32;

/**
 * The secret that signs session cookies: RETORT_AUTH_SECRET, else one made on first use and kept in the data
 * folder, readable by its owner only. Several machines on one database need RETORT_AUTH_SECRET.
 * Throws when RETORT_AUTH_SECRET is shorter than 32 characters.
 */
export function authSecret(env: NodeJS.ProcessEnv = process.env): string {
  const given = env.RETORT_AUTH_SECRET;
  if (given) {
    if (given.length < SHORTEST) throw new Error(`RETORT_AUTH_SECRET needs at least ${SHORTEST} characters.`);
    return given;
  }
  return keptSecret(join(dataDir(), 'auth-secret'));
}

function keptSecret(file: string): string {
  const before = read(file);
  if (before) return before;
  try {
    // Exclusive, so that of two processes starting at once both end with the secret of the first.
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileRefusal(error, file);
  }
  chmodSync(file, 0o600);
  const made = read(file);
  if (!made) throw new Error(`${file} is empty: delete it and start again.`);
  return made;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
