import bidiFactory from 'bidi-js';
import { pieces } from '@/lib/export/report/clean';
import type { Text } from '@/lib/export/report/document';
import type { Face, Fonts, Style } from './fonts';

const bidi = bidiFactory();

/** A glyph where it goes: all lengths in thousandths of the size of type. */
export interface Glyph {
  id: number;
  advance: number;
  /** The width that the font says, which may be another. */
  width: number;
  dx: number;
  dy: number;
  /** The text it stands for; of several glyphs for one text the first has it. */
  text: string;
}

/** What is set in one face and one direction, left to right as it is seen. */
export interface Run {
  face: Face;
  glyphs: Glyph[];
  width: number;
  /** As it is read. */
  text: string;
  rtl: boolean;
}

export interface Line {
  runs: Run[];
  width: number;
}

interface Cell {
  char: string;
  style: Style;
  face: Face;
}

/** Has no glyph of its own, whatever the face. */
const INVISIBLE = /\u200c|\u200d|[\ufe00-\ufe0f]|[\u2066-\u2069]/;
/** Marks of this house that few fonts have, by what stands for them. */
const STAND_INS: Record<string, string> = { '⟨': '‹', '⟩': '›' };
const ISOLATE = /[\u2066-\u2069]/;
/** Scripts that may break between any two letters; and those that write no spaces, by the dictionary of the platform. */
const IDEOGRAPHS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;
const NO_SPACES = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const NOT_BEGIN = /[)\]}.,:;!?%’”»、。，．：；！？）】》」』ー\p{M}]/u;
const words = new Intl.Segmenter('en', { granularity: 'word' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Sets text into lines of a width: direction by the Unicode algorithm (UAX 9), shaping by HarfBuzz. */
export class Setter {
  private readonly widths = new Map<string, number>();

  constructor(private readonly fonts: Fonts) {}

  /** `width` and the widths of lines are in points at `size`. */
  async lines(text: Text, width: number, size: number, style: Style = 'plain'): Promise<Line[]> {
    const cells = await this.cells(text, style);
    if (cells.length === 0) return [];
    const string = cells.map(({ char }) => char).join('');
    const levels = levelsOf(cells, string);
    const room = (width / size) * 1000;
    return this.broken(cells, string, room).map(([from, to]) => this.line(cells, levels, from, to));
  }

  /** One line, however long. */
  async line1(text: Text, style: Style = 'plain'): Promise<Line> {
    const [line] = await this.lines(text, Number.POSITIVE_INFINITY, 1, style);
    return line ?? { runs: [], width: 0 };
  }

  private async cells(text: Text, base: Style): Promise<Cell[]> {
    const made: Cell[] = [];
    const add = async (part: string, style: Style) => {
      for (const { segment } of graphemes.segment(part)) {
        // A letter and its marks are set in one face, if one has them all.
        const chars = Array.from(segment, (char) => STAND_INS[char] ?? char);
        const first = await this.fonts.faceOf(chars[0] as string, style);
        for (const char of chars) {
          // A space between words of a script belongs to it, so that they are shaped as one run.
          const last = made.at(-1);
          if (/\s/.test(char) && last?.style === style && last.face.has(char)) {
            made.push({ char, style, face: last.face });
            continue;
          }
          const invisible = INVISIBLE.test(char);
          const face = first?.has(char) || invisible ? first : await this.fonts.faceOf(char, style);
          const fallback = face ?? (await this.fonts.faceOf('?', style));
          if (!fallback) continue;
          if (face) made.push({ char, style, face });
          else
            for (const digit of `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`)
              made.push({ char: digit, style, face: fallback });
        }
      }
    };
    for (const span of typeof text === 'string' ? [text] : text) {
      if (typeof span === 'string') await add(span, base);
      else if ('strong' in span) await add(span.strong, 'bold');
      else {
        const style: Style = span.code ? 'code' : base;
        await this.isolate(made, '\u2068', style);
        for (const piece of pieces(span.foreign, span.max))
          await add(piece.spelled ? `[${piece.text}]` : piece.text, style);
        await this.isolate(made, '\u2069', style);
      }
    }
    return made;
  }

  /** Keeps what is from outside from turning what stands around it; takes no room. */
  private async isolate(made: Cell[], char: string, style: Style): Promise<void> {
    const face = await this.fonts.faceOf('x', style);
    if (face) made.push({ char, style, face });
  }

  /** Where lines begin and end, by cells; spaces at the end are left out. */
  private broken(cells: readonly Cell[], string: string, room: number): [number, number][] {
    const units = unitsOf(cells, string);
    const lines: [number, number][] = [];
    let start = 0;
    let used = 0;
    let end = 0;
    const close = (next: number) => {
      lines.push([start, end]);
      start = next;
      used = 0;
    };
    for (const [from, to] of units) {
      const tail = trimmed(cells, from, to);
      const full = this.width(cells, from, to);
      const bare = tail === to ? full : this.width(cells, from, tail);
      if (used + bare > room && used > 0) close(from);
      if (bare > room) {
        // A word that no line holds is cut where letters end.
        let at = from;
        let sum = 0;
        for (let i = from; i < tail; i++) {
          if (/\p{M}|[\u200d\ufe0f]/u.test(cells[i]?.char ?? '')) continue;
          const one = this.width(cells, i, i + 1);
          if (sum + one > room * 0.97 && i > at) {
            end = i;
            close(i);
            at = i;
            sum = 0;
          }
          sum += one;
        }
        used = sum;
        end = tail;
        continue;
      }
      used += full;
      end = tail;
    }
    if (end > start || lines.length === 0) lines.push([start, end]);
    return lines;
  }

  private width(cells: readonly Cell[], from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to; ) {
      const { face } = cells[i] as Cell;
      let j = i + 1;
      while (j < to && cells[j]?.face === face) j++;
      const text = textOf(cells, i, j);
      const key = `${face.id}\0${text}`;
      let width = this.widths.get(key);
      if (width === undefined) {
        width = this.shape(face, text, null).reduce((total, { advance }) => total + advance, 0);
        this.widths.set(key, width);
      }
      sum += width;
      i = j;
    }
    return sum;
  }

  private line(cells: readonly Cell[], levels: Uint8Array, from: number, to: number): Line {
    const logical: { from: number; to: number; level: number }[] = [];
    for (let i = from; i < to; i++) {
      const last = logical.at(-1);
      const level = levels[i] ?? 0;
      if (last && last.level === level && cells[last.from]?.face === cells[i]?.face) last.to = i + 1;
      else logical.push({ from: i, to: i + 1, level });
    }
    const runs = reordered(logical).flatMap(({ from: begin, to: end, level }): Run[] => {
      const { face } = cells[begin] as Cell;
      const text = textOf(cells, begin, end);
      if (text === '') return [];
      const rtl = level % 2 === 1;
      const glyphs = this.shape(face, text, rtl);
      return [{ face, glyphs, text, rtl, width: glyphs.reduce((sum, { advance }) => sum + advance, 0) }];
    });
    return { runs, width: runs.reduce((sum, { width }) => sum + width, 0) };
  }

  /** `rtl` null: as the script is written, for measuring. */
  private shape(face: Face, text: string, rtl: boolean | null): Glyph[] {
    const { Buffer: HbBuffer, Direction, shape } = this.fonts.hb;
    const buffer = new HbBuffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    if (rtl !== null) buffer.setDirection(rtl ? Direction.RTL : Direction.LTR);
    shape(face.shaper, buffer);
    const infos = buffer.getGlyphInfos();
    const places = buffer.getGlyphPositions();
    const starts = [...new Set(infos.map(({ cluster }) => cluster))].sort((a, b) => a - b);
    const told = new Set<number>();
    const scale = 1000 / face.em;
    return infos.map(({ codepoint, cluster }, i): Glyph => {
      const place = places[i];
      const next = starts[starts.indexOf(cluster) + 1] ?? text.length;
      const said = told.has(cluster) ? '' : text.slice(cluster, next);
      told.add(cluster);
      return {
        id: codepoint,
        advance: (place?.xAdvance ?? 0) * scale,
        width: face.shaper.glyphHAdvance(codepoint) * scale,
        dx: (place?.xOffset ?? 0) * scale,
        dy: (place?.yOffset ?? 0) * scale,
        text: said,
      };
    });
  }
}

/** Levels by cell: the algorithm counts UTF-16 units. */
function levelsOf(cells: readonly Cell[], string: string): Uint8Array {
  const { levels } = bidi.getEmbeddingLevels(string, 'ltr');
  const made = new Uint8Array(cells.length);
  let at = 0;
  for (const [i, { char }] of cells.entries()) {
    made[i] = levels[at] ?? 0;
    at += char.length;
  }
  return made;
}

/** Rule L2: from the highest level down, what is at least at it is turned around. */
function reordered<T extends { level: number }>(runs: readonly T[]): T[] {
  const made = [...runs];
  const most = Math.max(0, ...made.map(({ level }) => level));
  for (let level = most; level > 0; level--) {
    for (let i = 0; i < made.length; i++) {
      let j = i;
      while (j < made.length && (made[j]?.level ?? 0) >= level) j++;
      if (j > i + 1) made.splice(i, j - i, ...made.slice(i, j).reverse());
      i = Math.max(i, j);
    }
  }
  return made;
}

function textOf(cells: readonly Cell[], from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) {
    const char = cells[i]?.char ?? '';
    if (!ISOLATE.test(char)) text += char;
  }
  return text;
}

function trimmed(cells: readonly Cell[], from: number, to: number): number {
  let end = to;
  while (end > from && /[\s\u2068\u2069]/.test(cells[end - 1]?.char ?? '')) end--;
  // An isolate that closes behind the last word belongs to it.
  while (end < to && cells[end]?.char === '\u2069') end++;
  return end;
}

/** What is not to be parted, as pairs of cells; each with the spaces after it. */
function unitsOf(cells: readonly Cell[], string: string): [number, number][] {
  const may = new Set<number>();
  let dictionary: Set<number> | null = null;
  if (NO_SPACES.test(string)) {
    dictionary = new Set();
    for (const { index } of words.segment(string)) dictionary.add(index);
  }
  let at = 0;
  for (const [i, { char }] of cells.entries()) {
    const before = cells[i - 1]?.char ?? '';
    if (i > 0 && !/\s/.test(char) && !NOT_BEGIN.test(char) && !ISOLATE.test(char)) {
      const after = previous(cells, i);
      const opens = before === '\u2068' ? previous(cells, i - 1) : before;
      if (
        /\s/.test(opens === '\u2068' ? after : opens) ||
        (/[-/‐–—]/.test(after) && /[\p{L}\p{N}]/u.test(char) && !/\p{N}/u.test(char)) ||
        IDEOGRAPHS.test(char) ||
        IDEOGRAPHS.test(after) ||
        dictionary?.has(at)
      )
        may.add(before === '\u2068' ? i - 1 : i);
    }
    at += char.length;
  }
  const units: [number, number][] = [];
  let start = 0;
  for (let i = 1; i <= cells.length; i++) {
    if (i < cells.length && !may.has(i)) continue;
    units.push([start, i]);
    start = i;
  }
  return units;
}

function previous(cells: readonly Cell[], i: number): string {
  for (let at = i - 1; at >= 0; at--) {
    const char = cells[at]?.char ?? '';
    if (!ISOLATE.test(char)) return char;
  }
  return '';
}
