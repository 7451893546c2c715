import { RetortError } from '@/lib/model/errors';

/** Bad usage: the command ends with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Writes one line of results on standard output. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line for the person at the keyboard on standard error, so that standard output stays data. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes one JSON value as one line; bigint as decimal text. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v)));
}

/** Writes rows as aligned columns; columns whose every value is a number are aligned right. */
export function printTable(head: readonly string[], rows: readonly (readonly unknown[])[]): void {
  for (const line of tableLines(head, rows)) print(line);
}

/** The lines of printTable. Control characters in cells are made visible: they come from outside. */
export function tableLines(head: readonly string[], rows: readonly (readonly unknown[])[]): string[] {
  const cells = [head, ...rows].map((row) =>
    row.map((cell) => plain(cell === null || cell === undefined ? '' : String(cell))),
  );
  const widths = head.map((_, i) => Math.max(...cells.map((row) => (row[i] ?? '').length)));
  const numeric = head.map(
    (_, i) =>
      rows.length > 0 && rows.every((row) => typeof row[i] === 'number' || typeof row[i] === 'bigint'),
  );
  return cells.map((row) =>
    row
      .map((cell, i) => (numeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** Text from outside for a terminal: control characters, which could move the cursor or fake output, become `�`. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}/gu, '�');
}

/** The exit status and the sentence for an error that ended a command. */
export function outcome(error: unknown): { status: number; message: string } {
  if (error instanceof UsageError) return { status: 2, message: error.message };
  if (error instanceof RetortError)
    return { status: error.code === 'invalid' ? 2 : 1, message: error.message };
  return { status: 1, message: error instanceof Error ? error.message || error.name : String(error) };
}
