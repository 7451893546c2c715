import type { ColumnType } from '@/lib/model/list-export';

/** What a cell may hold. Times are Date or ISO text; objects and arrays only where the column is `json`. */
export type Cell = string | number | boolean | Date | object | null | undefined;

/** One column of a list, for every format alike. */
export interface ListColumn<Row> {
  /** As the API calls the field. */
  name: string;
  type: ColumnType;
  /** False for what the console's list leaves to the page of the thing itself. */
  shown?: false;
  value: (row: Row) => Cell;
}

/** Writes rows, which come in batches of any size, into pieces of a file. Throws what the batches throw. */
export type ListWriter = <Row>(
  columns: readonly ListColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
) => AsyncGenerator<string | Uint8Array>;

/** The time of a cell as ISO text in UTC. */
export function isoOf(cell: Cell): string | null {
  if (cell === null || cell === undefined) return null;
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
