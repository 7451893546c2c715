import { clean } from '@/lib/text/mask';

/** What a file of CSV begins with: without it a spreadsheet takes other scripts for Latin letters. */
export const BYTE_ORDER_MARK = '\ufeff';

/** Text for a cell: without control and direction characters, which can show other text than there is, and with one kind of line break. */
export function plainCell(text: string): string {
  const plain = clean(text);
  return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain;
}

/**
 * One line of CSV with its line end, every text cell quoted (RFC 4180). Null and undefined are empty.
 * Text that a spreadsheet would run as a formula is made text by an apostrophe before it: ids, reasons and prompts are
 * written by strangers. Source: OWASP, CSV Injection; full-width signs because some programs fold them.
 */
export function csvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

const RUNS = /^[\s\0\p{Cf}]*[=+\-@＝＋－＠|]|^[\t\r\n]/u;

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = value.includes('\0') ? value.replaceAll('\0', '') : value;
  const safe = !startsPlainly(text) && RUNS.test(text) ? `'${text}` : text;
  return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : `"${safe}"`;
}

/** Whether a text begins with a letter or digit of ASCII, as most do: then nothing runs it. */
function startsPlainly(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
