/** A line longer than this is rejected by its number without being held. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;

const NEWLINE = 0x0a;
const EMPTY_LINE = Uint8Array.of(NEWLINE);

/** Whole lines, to be read by one parse step. Each ends with a newline, but perhaps the last of the input. */
export interface Block {
  bytes: Uint8Array;
  /** Number of the first line in it, from 1. */
  firstLine: number;
  lines: number;
  /** Numbers of the lines that were longer than permitted; they stand in `bytes` as empty lines. */
  tooLong: number[];
}

export interface BlockLimits {
  /** A block is closed at the first line end after so many bytes … */
  bytes: number;
  /** … or after so many lines that are not empty. */
  lines: number;
  /** Longest line, in bytes. */
  line: number;
}

/**
 * Cuts a stream of bytes into blocks of whole lines. Holds at most one block and one line of the permitted length,
 * whatever comes in.
 */
export class LineBlocks {
  /** Whole lines of the block being filled. */
  private done: Uint8Array[] = [];
  private size = 0;
  private lines = 0;
  /** Those of them that are not empty. */
  private filled = 0;
  private tooLong: number[] = [];
  private firstLine = 1;
  /** The unfinished line. */
  private partial: Uint8Array[] = [];
  private partialSize = 0;
  /** Whether the unfinished line is already known to be too long. */
  private skipping = false;

  constructor(readonly limits: BlockLimits) {}

  /** Number of the line that is being read. */
  get line(): number {
    return this.firstLine + this.lines;
  }

  /** Takes a chunk and gives the blocks that are complete with it. */
  *push(chunk: Uint8Array): Generator<Block, void, void> {
    // Lines from `run` to `at` are whole and wait to be taken over in one piece.
    let run = 0;
    let at = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, at)) {
      const length = this.partialSize + end - at;
      if (this.skipping || length > this.limits.line) {
        this.keep(chunk.subarray(run, at));
        if (!this.skipping) this.tooLong.push(this.line);
        this.keep(EMPTY_LINE);
        this.dropPartial();
        run = end + 1;
      } else if (this.partialSize > 0) {
        for (const part of this.partial) this.keep(part);
        this.dropPartial();
      }
      this.lines++;
      if (length > 0) this.filled++;
      at = end + 1;
      // Empty lines come by the million in no more than a hostile kilobyte.
      while (chunk[at] === NEWLINE) {
        this.lines++;
        at++;
      }
      if (this.size + at - run >= this.limits.bytes || this.filled >= this.limits.lines) {
        this.keep(chunk.subarray(run, at));
        run = at;
        yield this.take();
      }
    }
    this.keep(chunk.slice(run, at));
    this.begin(chunk.subarray(at));
  }

  /** The whole lines so far, null when there is none. */
  flush(): Block | null {
    return this.lines > 0 ? this.take() : null;
  }

  /** What is left when the stream has ended, null when nothing is. An unfinished line counts unless it was cut off. */
  end(cutOff: boolean): Block | null {
    if (!cutOff && (this.partialSize > 0 || this.skipping)) {
      for (const part of this.skipping ? [EMPTY_LINE] : this.partial) this.keep(part);
      this.lines++;
    }
    this.dropPartial();
    return this.flush();
  }

  private begin(rest: Uint8Array): void {
    if (rest.length === 0 || this.skipping) return;
    if (this.partialSize + rest.length > this.limits.line) {
      this.tooLong.push(this.line);
      this.dropPartial();
      this.skipping = true;
      return;
    }
    // The chunk belongs to the stream, which may write over it.
    this.partial.push(rest.slice());
    this.partialSize += rest.length;
  }

  private dropPartial(): void {
    this.partial = [];
    this.partialSize = 0;
    this.skipping = false;
  }

  private keep(part: Uint8Array): void {
    if (part.length === 0) return;
    this.done.push(part);
    this.size += part.length;
  }

  private take(): Block {
    const bytes = new Uint8Array(this.size);
    let at = 0;
    for (const part of this.done) {
      bytes.set(part, at);
      at += part.length;
    }
    const { firstLine, lines, tooLong } = this;
    this.done = [];
    this.size = 0;
    this.lines = 0;
    this.filled = 0;
    this.tooLong = [];
    this.firstLine += lines;
    return { bytes, firstLine, lines, tooLong };
  }
}
