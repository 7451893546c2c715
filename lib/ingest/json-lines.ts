const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The first line of an input is looked at whole up to here, to see whether it stands for itself. */
const LONGEST_LOOK = 4 * 1024 * 1024;

/** JSON of any layout as lines. */
export async function* jsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const held: Uint8Array[] = [];
    let size = 0;
    let layout: 'lines' | 'values' | null = null;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      held.push(next.value);
      size += next.value.length;
      layout = layoutOf(held.length === 1 ? next.value : Buffer.concat(held), size > LONGEST_LOOK);
      if (layout) break;
    }
    if (size === 0) return;
    const begun = Buffer.concat(held);
    if ((layout ?? layoutOf(begun, true)) === 'lines') {
      yield begun;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
      return;
    }
    const splitter = new ValueSplitter();
    yield* filled(splitter.push(withoutMark(begun)));
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      yield* filled(splitter.push(next.value));
    yield* filled(splitter.end());
  } finally {
    await iterator.return?.();
  }
}

function* filled(bytes: Uint8Array): Generator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

/**
 * Whether the first line is a value by itself (then so are the others, and one that is broken costs only itself), or values have
 * to be found. null: not told yet.
 */
function layoutOf(begun: Uint8Array, all: boolean): 'lines' | 'values' | null {
  let start = hasMark(begun) ? 3 : 0;
  while (start < begun.length && isBlank(begun[start] as number)) start++;
  if (start === begun.length) return all ? 'lines' : null;
  if (begun[start] === OPEN_LIST) return 'values';
  const end = begun.indexOf(NEWLINE, start);
  if (end < 0) {
    if (!all) return null;
    return 'values';
  }
  if (begun[start] !== OPEN_OBJECT) return 'lines';
  try {
    JSON.parse(Buffer.from(begun.buffer, begun.byteOffset + start, end - start).toString('utf8'));
    return 'lines';
  } catch {
    // Either laid out over several lines, or broken: a line that ends as a value does is the latter.
    let last = end - 1;
    while (last > start && isBlank(begun[last] as number)) last--;
    return begun[last] === CLOSE_OBJECT && last > start ? 'lines' : 'values';
  }
}

/**
 * Finds the values in JSON text (the members of an outermost list, or objects one after another) and gives each as a line. What is
 * between them is left out; a member that is no object or list, such as null, becomes a line as well.
 */
export class ValueSplitter {
  private depth = 0;
  private listed = false;
  private inString = false;
  private escaped = false;
  /** Whether a part of the value under way was given out already. */
  private open = false;

  /** What this chunk adds to the lines; a value under way is not held back. */
  push(chunk: Uint8Array): Uint8Array {
    const out: Uint8Array[] = [];
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = this.open ? 0 : -1;
    // Looked for again only once they are passed, so that no text is looked through twice.
    let quote = -1;
    let slash = -1;
    for (let i = 0; i < bytes.length; i++) {
      if (this.inString) {
        if (this.escaped) {
          this.escaped = false;
          continue;
        }
        if (quote < i) quote = placeOf(QUOTE, bytes, i);
        if (slash < i) slash = placeOf(BACKSLASH, bytes, i);
        i = Math.min(quote, slash);
        if (i === bytes.length) break;
        if (i === slash) this.escaped = true;
        else this.inString = false;
        continue;
      }
      const byte = bytes[i] as number;
      const outer = this.listed ? 1 : 0;
      switch (byte) {
        case QUOTE:
          this.inString = true;
          if (start < 0) start = i;
          break;
        case OPEN_LIST:
        case OPEN_OBJECT:
          if (this.depth === 0 && byte === OPEN_LIST && start < 0) {
            this.listed = true;
            this.depth = 1;
            break;
          }
          if (start < 0) start = i;
          this.depth++;
          break;
        case CLOSE_LIST:
        case CLOSE_OBJECT:
          if (this.depth > 0) this.depth--;
          if (this.listed && this.depth === 0) {
            this.finish(bytes, start, i, out);
            start = -1;
            this.listed = false;
          } else if (this.depth === outer) {
            this.finish(bytes, start, i + 1, out);
            start = -1;
          }
          break;
        case COMMA:
          if (this.depth === outer) {
            this.finish(bytes, start, i, out);
            start = -1;
          }
          break;
        default:
          if (start < 0 && !isBlank(byte)) start = i;
      }
    }
    if (start >= 0) {
      out.push(oneLine(bytes, start, bytes.length));
      this.open = true;
    }
    return out.length === 1 ? (out[0] as Uint8Array) : Buffer.concat(out);
  }

  /** What is left when the input has ended: the end of a value that was cut off. */
  end(): Uint8Array {
    const open = this.open;
    this.open = false;
    return open ? NEWLINES : NOTHING;
  }

  private finish(bytes: Buffer, start: number, end: number, out: Uint8Array[]): void {
    if (start < 0 && !this.open) return;
    this.open = false;
    if (start >= 0) out.push(oneLine(bytes, start, end));
    out.push(NEWLINES);
  }
}

/** A copy in which line ends are spaces: they stand only between the parts of a value, never within its strings. */
function oneLine(bytes: Buffer, start: number, end: number): Buffer {
  const line = Buffer.from(bytes.subarray(start, end));
  for (let at = line.indexOf(NEWLINE); at >= 0; at = line.indexOf(NEWLINE, at)) line[at] = 0x20;
  return line;
}

/** As {@link jsonLines}, of a body that is held whole. */
export function jsonLinesOf(body: Uint8Array): Uint8Array {
  if (layoutOf(body, true) === 'lines') return body;
  const splitter = new ValueSplitter();
  const lines = splitter.push(withoutMark(body));
  return Buffer.concat([lines, splitter.end()]);
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return hasMark(bytes) ? bytes.subarray(3) : bytes;
}

/** Whether a byte order mark stands first. */
function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The next place of a byte, the length where there is none. */
function placeOf(byte: number, bytes: Buffer, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at < 0 ? bytes.length : at;
}

const NEWLINES = Buffer.from('\n');
const NOTHING = Buffer.alloc(0);

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === NEWLINE;
}
