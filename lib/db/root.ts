import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | undefined;

/**
 * The folder of the checkout (where Retort's own package.json lies), from wherever the code runs:
 * source, the bundle in dist, or Next's server chunks, whose own address says nothing.
 */
export function projectRoot(): string {
  found ??= upwards(here()) ?? upwards(process.cwd());
  if (found === undefined) throw new Error('Retort cannot find its own folder: run it from the checkout.');
  return found;
}

function here(): string {
  return import.meta.url.startsWith('file:') ? dirname(fileURLToPath(import.meta.url)) : process.cwd();
}

function upwards(start: string): string | undefined {
  for (let dir = start; ; dir = dirname(dir)) {
    const file = join(dir, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'retort') return dir;
    if (dirname(dir) === dir) return undefined;
  }
}
