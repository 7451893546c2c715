import { existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RetortError } from '@/lib/model/errors';
import { projectRoot } from './root';

/**
 * The folder of the embedded database, generated secrets and logs: RETORT_DATA_DIR, else `.retort` in the checkout.
 * It is made when it is missing, readable by its owner only.
 */
export function dataDir(): string {
  const dir = process.env.RETORT_DATA_DIR
    ? resolve(process.env.RETORT_DATA_DIR)
    : join(projectRoot(), '.retort');
  try {
    // recursive mkdir never ends below /proc, where mkdir says that an existing parent is missing.
    mkdirSync(dir, { recursive: !existsSync(dirname(dir)), mode: 0o700 });
  } catch (error) {
    if (existsSync(dir) && statSync(dir).isDirectory()) return dir;
    throw fileRefusal(error, dir);
  }
  return dir;
}

/** What a failed file operation under the data folder means for a person; other errors come back as they are. */
export function fileRefusal(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new RetortError('unavailable', diskFull(path));
  if (code === 'EACCES' || code === 'EPERM' || code === 'ENOENT') {
    return new RetortError(
      'unavailable',
      `Retort may not write to ${path}: set RETORT_DATA_DIR to a folder of your own.`,
    );
  }
  if (code === 'EROFS') {
    return new RetortError(
      'unavailable',
      `${path} is on a read-only disk: set RETORT_DATA_DIR to a folder elsewhere.`,
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new RetortError('unavailable', `${path} is not a folder: set RETORT_DATA_DIR to one.`);
  }
  return error;
}

/** The sentence for a full disk. */
export function diskFull(path: string): string {
  return `The disk that holds ${path} is full: free some space there and start again.`;
}

/** Bytes that may still be written on the disk that holds `path`; null where there is no such path. */
export function freeBytes(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return null;
  }
}
