import { readFile } from 'node:fs/promises';
import { assetPath } from '@/lib/export/report/assets';

/** The part of HarfBuzz that makes subsets, which has no wrapper in its package. */
interface Subsetter {
  memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  free(pointer: number): void;
  _initialize?(): void;
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_glyph_set(input: number): number;
  hb_subset_input_set(input: number, which: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_input_pin_all_axes_to_default(input: number, face: number): number;
  hb_subset_input_pin_axis_location(input: number, face: number, tag: number, value: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

const NO_HINTING = 1;
const RETAIN_GIDS = 2;
const NOTDEF_OUTLINE = 0x40;
const NO_LAYOUT_CLOSURE = 0x200;
const DROP_TABLES = 3;
/** What only laying out needs, which is done by then. */
const UNNEEDED = ['GSUB', 'GPOS', 'GDEF', 'OS/2', 'post', 'cmap', 'STAT', 'DSIG', 'gasp', 'meta'];

let loaded: Promise<Subsetter> | undefined;

function subsetter(): Promise<Subsetter> {
  loaded ??= readFile(assetPath('harfbuzzjs', 'dist/harfbuzz-subset.wasm'))
    .then((bytes) => WebAssembly.instantiate(bytes))
    .then(({ instance }) => {
      const subset = instance.exports as unknown as Subsetter;
      subset._initialize?.();
      return subset;
    });
  return loaded;
}

/**
 * The glyphs of a font at a weight and no others, under the numbers they had, without variations and hints.
 * RangeError when HarfBuzz refuses the font.
 */
export async function subsetOf(font: Buffer, glyphs: Iterable<number>, weight: number): Promise<Buffer> {
  const hb = await subsetter();
  const data = hb.malloc(font.length);
  new Uint8Array(hb.memory.buffer).set(font, data);
  const blob = hb.hb_blob_create(data, font.length, 2, 0, 0);
  const face = hb.hb_face_create(blob, 0);
  hb.hb_blob_destroy(blob);
  const input = hb.hb_subset_input_create_or_fail();
  try {
    hb.hb_subset_input_set_flags(input, NO_HINTING | RETAIN_GIDS | NOTDEF_OUTLINE | NO_LAYOUT_CLOSURE);
    const wanted = hb.hb_subset_input_glyph_set(input);
    for (const glyph of glyphs) hb.hb_set_add(wanted, glyph);
    const dropped = hb.hb_subset_input_set(input, DROP_TABLES);
    for (const name of UNNEEDED) hb.hb_set_add(dropped, tag(name));
    hb.hb_subset_input_pin_all_axes_to_default(input, face);
    hb.hb_subset_input_pin_axis_location(input, face, tag('wght'), weight);
    const made = hb.hb_subset_or_fail(face, input);
    if (made === 0) throw new RangeError('the font cannot be made smaller');
    const result = hb.hb_face_reference_blob(made);
    const at = hb.hb_blob_get_data(result, 0);
    const length = hb.hb_blob_get_length(result);
    const copy = Buffer.from(hb.memory.buffer.slice(at, at + length));
    hb.hb_blob_destroy(result);
    hb.hb_face_destroy(made);
    return copy;
  } finally {
    hb.hb_subset_input_destroy(input);
    hb.hb_face_destroy(face);
    hb.free(data);
  }
}

function tag(name: string): number {
  return [...name].reduce((sum, char) => sum * 256 + char.charCodeAt(0), 0);
}
