import { readFile } from 'node:fs/promises';
import { assetPath } from '@/lib/export/report/assets';
import { holds, SANS, type Slice, slicesOf } from '@/lib/export/report/slices';
import { woff2ToSfnt } from './woff2';

type HarfBuzz = typeof import('harfbuzzjs');
type Shaper = InstanceType<HarfBuzz['Font']>;

export type Style = 'plain' | 'bold' | 'code';
const WEIGHTS: Record<Style, number> = { plain: 400, bold: 640, code: 400 };

const CODE = '@fontsource-variable/geist-mono';
/** Drawn by a grid, but it has every character of the basic plane: for scripts that no other font here knows. */
const LAST = '@fontsource/unifont';

/** A slice of a font at one weight: what a run of text is set in. */
export interface Face {
  /** Names it within a file; the same every time. */
  id: string;
  name: string;
  sfnt: Buffer;
  weight: number;
  shaper: Shaper;
  /** Units of an em. */
  em: number;
  has: (char: string) => boolean;
}

/** Unpacked slices that the last documents used, since most use the same few; large ones are not kept. */
const UNPACKED = new Map<string, Buffer>();
const MOST_UNPACKED = 32;
const LARGE = 1_000_000;

async function sfntOf(file: string): Promise<Buffer> {
  const sfnt = UNPACKED.get(file) ?? woff2ToSfnt(await readFile(file));
  UNPACKED.delete(file);
  if (sfnt.length < LARGE) UNPACKED.set(file, sfnt);
  const oldest = UNPACKED.keys().next().value;
  if (UNPACKED.size > MOST_UNPACKED && oldest !== undefined) UNPACKED.delete(oldest);
  return sfnt;
}

/** The fonts of one document: slices are read when a text needs them, and not before. */
export class Fonts {
  private readonly faces = new Map<string, Face>();
  private readonly chosen = new Map<string, Face | null>();

  private constructor(readonly hb: HarfBuzz) {}

  static async open(): Promise<Fonts> {
    return new Fonts(await import('harfbuzzjs'));
  }

  /** The face that has a character, or null when no font knows it. */
  async faceOf(char: string, style: Style): Promise<Face | null> {
    const key = `${style}${char}`;
    const before = this.chosen.get(key);
    if (before !== undefined) return before;
    const face = await this.find(char, style);
    this.chosen.set(key, face);
    return face;
  }

  private async find(char: string, style: Style): Promise<Face | null> {
    const point = char.codePointAt(0) ?? 0;
    for (const name of style === 'code' ? [CODE, ...SANS] : SANS) {
      for (const slice of await slicesOf(name)) {
        if (!holds(slice, point)) continue;
        const face = await this.face(slice, style);
        if (face.has(char)) return face;
      }
    }
    const last = await this.face(
      { id: 'unifont', file: assetPath(LAST, 'files/unifont-latin-400-normal.woff2'), ranges: [] },
      'plain',
    );
    return last.has(char) ? last : null;
  }

  private async face({ id, file }: Slice, style: Style): Promise<Face> {
    const key = `${id}-${WEIGHTS[style]}`;
    const before = this.faces.get(key);
    if (before) return before;
    const sfnt = await sfntOf(file);
    const { Blob, Face: HbFace, Font, Variation } = this.hb;
    const hbFace = new HbFace(new Blob(new Uint8Array(sfnt)));
    const shaper = new Font(hbFace);
    shaper.setVariations([new Variation('wght', WEIGHTS[style])]);
    const face: Face = {
      id: key,
      name: `${id.replace(/[^A-Za-z0-9]+/g, '')}${WEIGHTS[style]}`,
      sfnt,
      weight: WEIGHTS[style],
      shaper,
      em: hbFace.upem,
      has: (char) => (shaper.nominalGlyph(char.codePointAt(0) ?? 0) ?? 0) > 0,
    };
    this.faces.set(key, face);
    return face;
  }
}
