import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lines } from './prompt-files';
import type { Timing } from './timing';

/**
 * Reads measured timing from a `.csv` or `.csv.gz` with a column `cv` (as ServeGen publishes it), or from all such files
 * of a folder; files without that column are passed over. Rejects when there is no such column anywhere.
 */
export async function readTiming(path: string): Promise<Timing> {
  const names = (await stat(path)).isDirectory()
    ? (await readdir(path)).sort().map((name) => join(path, name))
    : [path];
  const cvs: number[] = [];
  for (const name of names.filter((name) => /\.csv(\.gz)?$/.test(name))) {
    let column = -1;
    let first = true;
    for await (const line of lines(name)) {
      const cells = line.split(',');
      if (first) column = cells.indexOf('cv');
      else if (column >= 0) {
        const cv = Number(cells[column]);
        if (cv > 0 && Number.isFinite(cv)) cvs.push(cv);
      }
      first = false;
      if (column < 0) break;
    }
  }
  if (cvs.length === 0) throw new Error(`no column "cv" with numbers was found in ${path}`);
  return { cvs };
}
