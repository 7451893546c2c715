import type { Rejected } from './batch';
import type { Fault } from './check';

/** Rejected rows of a block that are kept whole, so that they can be tried again. */
const MOST_KEPT = 200;
const LONGEST_KEPT = 64 * 1024;

/** What was refused of a block: all of it by line and reason, some of it whole. */
export class Rejects {
  private readonly list: Rejected[] = [];
  private kept = 0;

  /** @param keeps whether any may be kept whole: not where nothing of prompts may be kept, of rows that hold some */
  constructor(private readonly keeps: boolean) {}

  /** `row` is what was refused: a value, or text that is none; left out where it is not to be kept. */
  add(line: number, { code, message }: Fault, row?: unknown): void {
    const rejected: Rejected = { line, code, message };
    if (row !== undefined && this.keeps && this.kept < MOST_KEPT) {
      const raw = typeof row === 'string' ? row : JSON.stringify(row);
      if (raw.length <= LONGEST_KEPT) {
        rejected.raw = raw;
        this.kept++;
      }
    }
    this.list.push(rejected);
  }

  /** By line. */
  sorted(): Rejected[] {
    return this.list.sort((a, b) => a.line - b.line);
  }
}
