const BOM = '\ufeff';
/** A record longer than this is no record but a quote that was never closed. */
const MOST = 4 * 1024 * 1024;

/**
 * CSV (RFC 4180; comma, semicolon or tab by what the head holds most of) as lines of JSON, one object a record by the names in the head.
 * Empty cells are left out. A record whose cells do not fit the head becomes a line that says so by having too many cells under "".
 */
export async function* csvLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = new CsvReader();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const chunk of chunks) {
    const lines = reader.push(decoder.decode(chunk, { stream: true }));
    if (lines !== '') yield Buffer.from(lines);
  }
  const last = reader.push(decoder.decode()) + reader.end();
  if (last !== '') yield Buffer.from(last);
}

export class CsvReader {
  private head: string[] | null = null;
  private separator = ',';
  private text = '';
  private begun = false;

  /** The lines of JSON that are complete with this piece of text. */
  push(piece: string): string {
    this.text += piece;
    if (!this.begun && this.text !== '') {
      this.begun = true;
      if (this.text.startsWith(BOM)) this.text = this.text.slice(1);
    }
    let out = '';
    let at = 0;
    for (;;) {
      const end = recordEnd(this.text, at);
      if (end < 0) break;
      out += this.record(this.text.slice(at, end));
      at = end + (this.text.startsWith('\r\n', end) ? 2 : 1);
    }
    this.text = this.text.slice(at);
    if (this.text.length > MOST) {
      out += `${JSON.stringify({ '': 'a quote that is not closed' })}\n`;
      this.text = '';
    }
    return out;
  }

  end(): string {
    const { text } = this;
    this.text = '';
    return this.record(text.replace(/\r$/, ''));
  }

  private record(text: string): string {
    if (text.trim() === '') return this.head === null ? '' : '\n';
    if (this.head === null) {
      this.separator = separatorOf(text);
      this.head = cellsOf(text, this.separator).map((name) => name.trim());
      return '';
    }
    const row: Record<string, string> = {};
    for (const [i, cell] of cellsOf(text, this.separator).entries()) {
      if (cell !== '') row[this.head[i] ?? ''] = cell;
    }
    return `${JSON.stringify(row)}\n`;
  }
}

/** The place of the line end that closes a record begun at `start`; -1 while it is not there. A CR at the very end waits for its LF. */
function recordEnd(text: string, start: number): number {
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) quoted = !quoted;
    else if (!quoted && code === 0x0a) return i;
    else if (!quoted && code === 0x0d) return i + 1 < text.length ? i : -1;
  }
  return -1;
}

function separatorOf(head: string): string {
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

function cellsOf(text: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    if (text[at] === '"') {
      let cell = '';
      let i = at + 1;
      for (;;) {
        const quote = text.indexOf('"', i);
        if (quote < 0) {
          cell += text.slice(i);
          i = text.length;
          break;
        }
        cell += text.slice(i, quote);
        if (text[quote + 1] === '"') {
          cell += '"';
          i = quote + 2;
        } else {
          i = quote + 1;
          break;
        }
      }
      const end = text.indexOf(separator, i);
      cells.push(cell);
      at = end < 0 ? text.length + 1 : end + 1;
    } else {
      const end = text.indexOf(separator, at);
      cells.push(text.slice(at, end < 0 ? undefined : end));
      at = end < 0 ? text.length + 1 : end + 1;
    }
  }
  return cells;
}
