import { plainJson } from '@/lib/export/plain-json';
import { type Cell, isoOf, type ListWriter } from './column';

/** One JSON object a line, every chosen column in each, null where there is no value. */
export const ndjsonRows: ListWriter = async function* (columns, batches) {
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) {
      const line: Record<string, Cell> = {};
      for (const { name, type, value } of columns) {
        const cell = value(row);
        line[name] = type === 'time' ? isoOf(cell) : (cell ?? null);
      }
      text += `${plainJson(line)}\n`;
    }
    yield text;
  }
};
