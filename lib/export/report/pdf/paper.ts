import { INKS, type Ink } from '@/lib/export/report/document';
import { n, textString } from './file';
import type { Face } from './fonts';
import type { Line, Run } from './lines';
import type { Tag } from './tags';

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89, left: 50, right: 50, top: 66, bottom: 62 } as const;
export const WIDTH = PAGE.width - PAGE.left - PAGE.right;

export interface Used {
  name: string;
  face: Face;
  /** By glyph: its width in thousandths, and the text that it says. */
  glyphs: Map<number, { width: number; text: string }>;
}

/** Pages that are written on from the top; lengths in points, `y` from the top edge down. */
export class Paper {
  readonly pages: { ops: string[]; marked: number }[] = [];
  readonly fonts = new Map<string, Used>();
  y: number = PAGE.height;

  get page(): number {
    return this.pages.length - 1;
  }

  /** Room that is left on this page. */
  get left(): number {
    return PAGE.height - PAGE.bottom - this.y;
  }

  turn(): void {
    this.pages.push({ ops: [], marked: 0 });
    this.y = PAGE.top;
  }

  /** A new page unless so much room is left. */
  room(height: number): boolean {
    if (this.pages.length > 0 && this.left >= height) return false;
    this.turn();
    return true;
  }

  /** What `draw` writes is part of `tag`; without one it is decoration, which is not read out. */
  mark(tag: Tag | null, draw: () => void, page: number = this.page): void {
    const on = this.pages[page] as { ops: string[]; marked: number };
    if (tag) {
      const mcid = on.marked++;
      tag.kids.push({ page, mcid });
      on.ops.push(`/${tag.role} << /MCID ${mcid} >> BDC`);
    } else on.ops.push('/Artifact BMC');
    draw();
    on.ops.push('EMC');
  }

  /** A line of type with its baseline at `y`. */
  type(
    line: Line,
    x: number,
    y: number,
    size: number,
    ink: Ink | { hex: string } = 'text',
    page: number = this.page,
  ): void {
    let at = x;
    for (const run of line.runs) {
      this.run(run, at, y, size, typeof ink === 'string' ? INKS[ink] : ink.hex, page);
      at += (run.width / 1000) * size;
    }
  }

  private run(run: Run, x: number, y: number, size: number, hex: string, page: number): void {
    const used = this.use(run.face);
    let told = !run.rtl;
    const parts: string[] = [];
    let codes = '';
    let owed = 0;
    const flush = () => {
      if (codes) parts.push(`<${codes}>`);
      codes = '';
    };
    const shift = (by: number) => {
      if (Math.abs(by) < 0.05) return;
      flush();
      parts.push(n(-by));
    };
    const rise = (by: number) => {
      flush();
      if (parts.length > 0) out.push(`[${parts.splice(0).join(' ')}] TJ`);
      out.push(`${n((by / 1000) * size)} Ts`);
    };
    const out: string[] = [];
    for (const { id, advance, width, dx, dy, text } of run.glyphs) {
      const known = used.glyphs.get(id);
      if (!known) used.glyphs.set(id, { width, text });
      if ((known?.text ?? text) !== text || text === '') told = false;
      if (dy !== 0) rise(dy);
      shift(owed + dx);
      codes += id.toString(16).toUpperCase().padStart(4, '0');
      owed = advance - width - dx;
      if (dy !== 0) rise(0);
    }
    flush();
    if (parts.length > 0) out.push(`[${parts.join(' ')}] TJ`);
    const body = `BT /${used.name} ${n(size)} Tf ${fill(hex)} 1 0 0 1 ${n(x)} ${n(PAGE.height - y)} Tm ${out.join(' ')} ET`;
    this.pages[page]?.ops.push(
      told ? body : `/Span << /ActualText ${textString(run.text)} >> BDC ${body} EMC`,
    );
  }

  private use(face: Face): Used {
    const before = this.fonts.get(face.id);
    if (before) return before;
    const used: Used = { name: `F${this.fonts.size + 1}`, face, glyphs: new Map() };
    this.fonts.set(face.id, used);
    return used;
  }

  box(x: number, y: number, width: number, height: number, ink: Ink, page: number = this.page): void {
    this.pages[page]?.ops.push(
      `${fill(INKS[ink])} ${n(x)} ${n(PAGE.height - y - height)} ${n(width)} ${n(height)} re f`,
    );
  }

  edge(x: number, y: number, width: number, height: number, ink: Ink): void {
    this.pages[this.page]?.ops.push(
      `q ${stroke(INKS[ink])} 0.6 w ${n(x)} ${n(PAGE.height - y - height)} ${n(width)} ${n(height)} re S Q`,
    );
  }

  /** Slanting strokes within an edge, for what must not be taken for solid on a black and white print. */
  hatch(x: number, y: number, width: number, height: number, ink: Ink): void {
    const bottom = PAGE.height - y - height;
    const lines: string[] = [];
    for (let at = -height; at < width; at += 2.6)
      lines.push(`${n(x + at)} ${n(bottom)} m ${n(x + at + height)} ${n(bottom + height)} l S`);
    this.pages[this.page]?.ops.push(
      `q ${n(x)} ${n(bottom)} ${n(width)} ${n(height)} re W n ${stroke(INKS[ink])} 0.9 w ${lines.join(' ')} Q`,
    );
    this.edge(x, y, width, height, ink);
  }

  rule(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    ink: Ink,
    {
      width = 0.6,
      dashed = false,
      page = this.page,
    }: { width?: number; dashed?: boolean; page?: number } = {},
  ): void {
    this.pages[page]?.ops.push(
      `q ${stroke(INKS[ink])} ${n(width)} w ${dashed ? '[2.2 2.2] 0 d ' : ''}${n(x1)} ${n(PAGE.height - y1)} m ${n(x2)} ${n(PAGE.height - y2)} l S Q`,
    );
  }

  /** Many strokes of one width at once: x, y and length each. */
  strokes(
    strokes: readonly (readonly [x: number, y: number, length: number])[],
    width: number,
    ink: Ink,
  ): void {
    const path = strokes.map(
      ([x, y, length]) => `${n(x)} ${n(PAGE.height - y)} m ${n(x + length)} ${n(PAGE.height - y)} l`,
    );
    this.pages[this.page]?.ops.push(`q ${stroke(INKS[ink])} ${n(width)} w ${path.join(' ')} S Q`);
  }
}

function colour(hex: string): string {
  return [1, 3, 5].map((at) => n(Number.parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ');
}
function fill(hex: string): string {
  return `${colour(hex)} rg`;
}
function stroke(hex: string): string {
  return `${colour(hex)} RG`;
}
