import { readFile } from 'node:fs/promises';
import { assetPath } from './assets';

/** Packages of fonts in the order in which they are asked for a character. Each brings a list of what its slices hold. */
export const SANS = [
  '@fontsource-variable/inter',
  '@fontsource-variable/noto-sans-arabic',
  '@fontsource-variable/noto-sans-hebrew',
  '@fontsource-variable/noto-sans-devanagari',
  '@fontsource-variable/noto-sans-bengali',
  '@fontsource-variable/noto-sans-tamil',
  '@fontsource-variable/noto-sans-telugu',
  '@fontsource-variable/noto-sans-thai',
  '@fontsource-variable/noto-sans-sc',
  '@fontsource-variable/noto-sans-kr',
  '@fontsource-variable/noto-emoji',
];

/** A part of a font, for some characters only. */
export interface Slice {
  id: string;
  file: string;
  ranges: readonly (readonly [from: number, to: number])[];
}

const READ = new Map<string, Slice[]>();

/** The slices of a package, as it lists them. */
export async function slicesOf(name: string): Promise<Slice[]> {
  const before = READ.get(name);
  if (before) return before;
  const lists: Record<string, string> = JSON.parse(await readFile(assetPath(name, 'unicode.json'), 'utf8'));
  const short = name.slice(name.indexOf('/') + 1);
  const slices = Object.entries(lists).map(([slice, ranges]): Slice => {
    const id = `${short}-${slice.replace(/[[\]]/g, '')}`;
    return { id, file: assetPath(name, `files/${id}-wght-normal.woff2`), ranges: rangesOf(ranges) };
  });
  READ.set(name, slices);
  return slices;
}

export function holds({ ranges }: Slice, point: number): boolean {
  return ranges.some(([from, to]) => point >= from && point <= to);
}

/** "U+0-FF,U+131" as pairs. */
function rangesOf(list: string): [number, number][] {
  return list.split(',').map((range) => {
    const [from = '0', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });
}
