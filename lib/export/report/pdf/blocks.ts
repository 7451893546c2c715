import { plainText } from '@/lib/export/report/clean';
import type { Block, Fact, Figure, Ink, Picture, Table, Text } from '@/lib/export/report/document';
import { shownOf } from '@/lib/export/report/words';
import type { Style } from './fonts';
import type { Line, Setter } from './lines';
import { PAGE, type Paper, WIDTH } from './paper';
import type { Tag } from './tags';

const BODY = { size: 9.4, lead: 13.4 } as const;
const SMALL = { size: 8, lead: 11 } as const;
const CELL = { size: 8, lead: 10.8 } as const;

interface Type {
  size: number;
  lead: number;
}

/** Draws the blocks of a report on paper, each with what it is for who hears it. */
export class Blocks {
  constructor(
    private readonly paper: Paper,
    private readonly set: Setter,
  ) {}

  async block(block: Block, tag: Tag): Promise<void> {
    switch (block.kind) {
      case 'text':
        return this.paragraph(block.text, tag.child('P'), block.quiet ? SMALL : BODY, {
          ink: block.quiet ? 'quiet' : 'text',
        });
      case 'heading':
        return this.heading(block.text, tag);
      case 'callout':
        return this.callout(block.title, block.text, tag);
      case 'facts':
        return this.facts(block.items, tag);
      case 'figures':
        return this.figures(block.items, tag);
      case 'list':
        return this.list(block.items, block.ordered === true, tag);
      case 'table':
        return this.table(block, tag);
      case 'picture':
        return this.picture(block.picture, tag);
    }
  }

  async paragraph(
    text: Text,
    tag: Tag,
    { size, lead }: Type,
    {
      ink = 'text',
      style = 'plain',
      after = 6,
      x = PAGE.left,
      width = WIDTH,
    }: { ink?: Ink; style?: Style; after?: number; x?: number; width?: number } = {},
  ): Promise<void> {
    const { paper } = this;
    const lines = await this.set.lines(text, width, size, style);
    for (const [i, line] of lines.entries()) {
      // Neither one line alone at the foot of a page nor at the head of the next.
      const together = i === 0 ? Math.min(2, lines.length) : i === lines.length - 2 ? 2 : 1;
      paper.room(lead * together);
      this.put(line, x, paper.y, { size, lead }, tag, ink);
      paper.y += lead;
    }
    paper.y += after;
  }

  async heading(text: string, tag: Tag): Promise<void> {
    this.paper.room(52);
    this.paper.y += 5;
    await this.paragraph(text, tag.child('H3'), { size: 10, lead: 14 }, { style: 'bold', after: 2 });
  }

  async callout(title: string, text: Text, tag: Tag): Promise<void> {
    const { paper } = this;
    const spans = typeof text === 'string' ? [text] : text;
    const lines = await this.set.lines([{ strong: `${title}. ` }, ...spans], WIDTH - 28, BODY.size);
    const height = lines.length * BODY.lead + 16;
    paper.room(height + 8);
    const top = paper.y;
    paper.mark(null, () => {
      paper.box(PAGE.left, top, WIDTH, height, 'faint');
      paper.box(PAGE.left, top, 3, height, 'text');
    });
    const part = tag.child('P');
    for (const [i, line] of lines.entries())
      this.put(line, PAGE.left + 14, top + 8 + i * BODY.lead, BODY, part, 'text');
    paper.y = top + height + 12;
  }

  async facts(items: readonly Fact[], tag: Tag): Promise<void> {
    const { paper } = this;
    const table = tag.child('Table');
    for (const [i, { name, value }] of items.entries()) {
      const names = await this.set.lines(name, 96, SMALL.size + 0.6);
      const values = await this.set.lines(value, WIDTH - 112, SMALL.size + 0.6);
      const type = { size: SMALL.size + 0.6, lead: 11.8 };
      const height = Math.max(names.length, values.length) * type.lead + 7;
      paper.room(height);
      const { y } = paper;
      paper.mark(null, () =>
        paper.rule(PAGE.left, y, PAGE.left + WIDTH, y, i === 0 ? 'line' : 'faint', { width: 0.7 }),
      );
      const row = table.child('TR');
      const head = row.child('TH', undefined, 'Row');
      const cell = row.child('TD');
      for (const [at, line] of names.entries())
        this.put(line, PAGE.left, y + 3.5 + at * type.lead, type, head, 'quiet');
      for (const [at, line] of values.entries())
        this.put(line, PAGE.left + 112, y + 3.5 + at * type.lead, type, cell, 'text');
      paper.y += height;
    }
    paper.mark(null, () =>
      paper.rule(PAGE.left, paper.y, PAGE.left + WIDTH, paper.y, 'line', { width: 0.7 }),
    );
    paper.y += 12;
  }

  async figures(items: readonly Figure[], tag: Tag): Promise<void> {
    const { paper } = this;
    const columns = 3;
    const width = WIDTH / columns;
    const list = tag.child('L');
    for (let from = 0; from < items.length; from += columns) {
      const row = await Promise.all(
        items.slice(from, from + columns).map(async ({ name, value, note }) => ({
          name: await this.set.line1(name),
          value: await this.set.line1(value, 'bold'),
          notes: await this.set.lines(note ?? '', width - 16, 7.6),
        })),
      );
      const height = 44 + Math.max(...row.map(({ notes }) => notes.length)) * 10;
      paper.room(height);
      const { y } = paper;
      paper.mark(null, () =>
        paper.rule(PAGE.left, y, PAGE.left + WIDTH, y, from === 0 ? 'text' : 'line', {
          width: from === 0 ? 1.2 : 0.7,
        }),
      );
      for (const [i, { name, value, notes }] of row.entries()) {
        const x = PAGE.left + i * width;
        const item = list.child('LI').child('LBody');
        paper.mark(item, () => {
          paper.type(name, x, y + 14, 8, 'quiet');
          paper.type(value, x, y + 34, 17);
          for (const [at, line] of notes.entries()) paper.type(line, x, y + 46 + at * 10, 7.6, 'quiet');
        });
      }
      paper.y += height + 4;
    }
    paper.y += 10;
  }

  async list(items: readonly Text[], ordered: boolean, tag: Tag): Promise<void> {
    const { paper } = this;
    const list = tag.child('L');
    for (const [i, item] of items.entries()) {
      const body = list.child('LI').child('LBody');
      const bullet = await this.set.line1(ordered ? `${i + 1}.` : '•');
      paper.room(BODY.lead * 2);
      const { y, page } = paper;
      paper.mark(body, () => paper.type(bullet, PAGE.left + 4, y + BODY.size * 1.02, BODY.size), page);
      await this.paragraph(item, body, BODY, { x: PAGE.left + 18, width: WIDTH - 18, after: 3 });
    }
    paper.y += 5;
  }

  async table({ caption, columns, rows, of, short }: Table, tag: Tag): Promise<void> {
    const { paper } = this;
    const shown = short === undefined ? rows : rows.slice(0, short);
    const total = columns.reduce((sum, { width }) => sum + width, 0);
    let left: number = PAGE.left;
    const places = columns.map(({ width, align }, i) => {
      const full = (width / total) * WIDTH;
      const x = left;
      left += full;
      return { x, width: full - (i === columns.length - 1 ? 0 : 9), right: align === 'right' };
    });
    const captions = await this.set.lines(caption, WIDTH, 9.2, 'bold');
    const heads = await Promise.all(
      columns.map(({ name }, i) => this.set.lines(name, places[i]?.width ?? 0, 7.6)),
    );
    const cells = await this.cells(shown, places);
    const head = Math.max(...heads.map((lines) => lines.length)) * 10 + 8;
    const heights = cells.map((row) => Math.max(...row.map((lines) => lines.length)) * CELL.lead + 7);
    const table = tag.child('Table');
    paper.room(captions.length * 13 + head + (heights[0] ?? 0) + (heights[1] ?? 0) + 12);
    paper.y += 4;
    const part = table.child('Caption');
    for (const line of captions) {
      this.put(line, PAGE.left, paper.y, { size: 9.2, lead: 13 }, part, 'text');
      paper.y += 13;
    }
    const drawHead = (row: Tag | null) => {
      const { y } = paper;
      paper.mark(null, () => {
        paper.rule(PAGE.left, y + 2, PAGE.left + WIDTH, y + 2, 'text', { width: 1.1 });
        paper.rule(PAGE.left, y + head, PAGE.left + WIDTH, y + head, 'text', { width: 0.6 });
      });
      for (const [i, lines] of heads.entries()) {
        const cell = row?.child('TH', undefined, 'Column') ?? null;
        for (const [at, line] of lines.entries())
          this.put(
            line,
            this.at(line, 7.6, places[i]),
            y + 4 + at * 10,
            { size: 7.6, lead: 10 },
            cell,
            'quiet',
          );
      }
      paper.y += head;
    };
    drawHead(table.child('TR'));
    for (const [i, row] of cells.entries()) {
      const height = heights[i] ?? 0;
      // The head again, but it is read out once.
      if (paper.room(height)) drawHead(null);
      const { y } = paper;
      const line = table.child('TR');
      for (const [column, lines] of row.entries()) {
        const cell = column === 0 ? line.child('TH', undefined, 'Row') : line.child('TD');
        for (const [at, text] of lines.entries())
          this.put(
            text,
            this.at(text, CELL.size, places[column]),
            y + 3 + at * CELL.lead,
            CELL,
            cell,
            'text',
          );
      }
      paper.mark(null, () =>
        paper.rule(PAGE.left, y + height, PAGE.left + WIDTH, y + height, 'faint', { width: 0.6 }),
      );
      paper.y += height;
    }
    paper.y += 5;
    const all = of ?? { total: rows.length, what: 'rows', where: 'All are in report.html.' };
    const note = shownOf(shown.length, all);
    if (note) await this.paragraph(note, tag.child('P'), SMALL, { ink: 'quiet' });
    paper.y += 8;
  }

  private async cells(rows: Table['rows'], places: readonly { width: number }[]): Promise<Line[][][]> {
    const made: Line[][][] = [];
    for (const row of rows) {
      const lines: Line[][] = [];
      for (const [i, cell] of row.entries())
        lines.push(await this.set.lines(cell, places[i]?.width ?? 0, CELL.size));
      made.push(lines);
    }
    return made;
  }

  private at(
    line: Line,
    size: number,
    place: { x: number; width: number; right: boolean } | undefined,
  ): number {
    if (!place) return PAGE.left;
    return place.right ? place.x + place.width - (line.width / 1000) * size : place.x;
  }

  /** How much of a page has to be left where a heading is followed by this block. */
  async least(block: Block | undefined): Promise<number> {
    return block?.kind === 'picture' ? (await this.sized(block.picture)).whole : 0;
  }

  private async sized(picture: Picture) {
    const titles = await this.set.lines(picture.title, WIDTH, 9.6, 'bold');
    const captions = await this.set.lines(picture.caption, WIDTH, 7.8);
    const height = picture.height * (WIDTH / picture.width);
    return { titles, captions, height, whole: titles.length * 13 + captions.length * 10.6 + height + 18 };
  }

  async picture(picture: Picture, tag: Tag): Promise<void> {
    const { paper } = this;
    const scale = WIDTH / picture.width;
    const { titles, captions, height, whole } = await this.sized(picture);
    paper.room(whole);
    paper.y += 3;
    const words = tag.child('P');
    for (const line of titles) {
      this.put(line, PAGE.left, paper.y, { size: 9.6, lead: 13 }, words, 'text');
      paper.y += 13;
    }
    for (const line of captions) {
      this.put(line, PAGE.left, paper.y, { size: 7.8, lead: 10.6 }, words, 'quiet');
      paper.y += 10.6;
    }
    paper.y += 6;
    const { y } = paper;
    const set = new Map<number, Line>();
    for (const [i, mark] of picture.marks.entries())
      if (mark.mark === 'text') set.set(i, await this.set.line1(mark.text, mark.bold ? 'bold' : 'plain'));
    const X = (x: number) => PAGE.left + x * scale;
    const Y = (at: number) => y + at * scale;
    paper.mark(tag.child('Figure', plainText(`${picture.title}. ${picture.description}`)), () => {
      for (const [i, mark] of picture.marks.entries()) {
        switch (mark.mark) {
          case 'rect': {
            const at = [X(mark.x), Y(mark.y), mark.w * scale, mark.h * scale] as const;
            if (mark.hatched) paper.hatch(...at, mark.ink);
            else paper.box(...at, mark.ink);
            if (mark.outline) paper.edge(...at, mark.outline);
            break;
          }
          case 'line':
            paper.rule(X(mark.x1), Y(mark.y1), X(mark.x2), Y(mark.y2), mark.ink, {
              width: (mark.width ?? 1) * scale,
              dashed: mark.dashed === true,
            });
            break;
          case 'text': {
            const line = set.get(i);
            if (!line) break;
            const size = (mark.size ?? 11) * scale;
            const width = (line.width / 1000) * size;
            const before = mark.anchor === 'end' ? width : mark.anchor === 'middle' ? width / 2 : 0;
            paper.type(line, X(mark.x) - before, Y(mark.y), size, mark.ink ?? 'text');
            break;
          }
          case 'raster':
            paper.strokes(
              mark.lines.flatMap(({ y: at, runs }) => {
                const strokes: [number, number, number][] = [];
                for (let j = 0; j < runs.length; j += 2)
                  strokes.push([X(runs[j] as number), Y(at + mark.h / 2), (runs[j + 1] as number) * scale]);
                return strokes;
              }),
              mark.h * scale,
              mark.ink,
            );
            break;
        }
      }
    });
    paper.y += height + 14;
  }

  /** A line with its top at `y`. */
  private put(line: Line, x: number, y: number, { size, lead }: Type, tag: Tag | null, ink: Ink): void {
    const { paper } = this;
    if (line.runs.length === 0) return;
    paper.mark(tag, () => paper.type(line, x, y + (lead - size) / 2 + size * 0.86, size, ink));
  }
}
