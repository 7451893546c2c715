import { BYTE_ORDER_MARK, csvLine, plainCell } from '@/lib/export/csv';
import { plainJson } from '@/lib/export/plain-json';
import type { ColumnType } from '@/lib/model/list-export';
import { type Cell, isoOf, type ListWriter } from './column';

/** A header and a line for each row (RFC 4180, UTF-8 with a byte order mark), nothing in it that a spreadsheet would run. */
export const csvRows: ListWriter = async function* (columns, batches) {
  yield `${BYTE_ORDER_MARK}${csvLine(columns.map(({ name }) => name))}`;
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) text += csvLine(columns.map(({ type, value }) => cellOf(type, value(row))));
    yield text;
  }
};

function cellOf(type: ColumnType, cell: Cell): string | number | boolean | null {
  if (cell === null || cell === undefined) return null;
  if (type === 'time') return isoOf(cell);
  if (type === 'json') return plainJson(cell);
  return typeof cell === 'string' ? plainCell(cell) : (cell as number | boolean);
}
