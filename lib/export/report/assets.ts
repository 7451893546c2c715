import { join } from 'node:path';
import { projectRoot } from '@/lib/db/root';

/** Where a file of an installed package is. It is read and not run, so bundlers must not look for it. */
export function assetPath(name: string, file: string): string {
  return join(projectRoot(), 'node_modules', ...name.split('/'), ...file.split('/'));
}
