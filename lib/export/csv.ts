/**
 * One line of CSV with its line end, every text cell quoted (RFC 4180). Null and undefined are empty.
 * Text that a spreadsheet would run as a formula is made text by an apostrophe before it: ids, reasons and prompts are
 * written by strangers. Source: OWASP, CSV Injection; full-width signs because some programs fold them.
 */
export function csvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

const RUNS = /^[\s\0]*[=+\-@＝＋－＠|]|^[\t\r\n]/u;

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = value.replaceAll('\0', '');
  return `"${(RUNS.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
