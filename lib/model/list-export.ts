/** Lists that can be taken along as a file, as they are called in addresses. */
export const EXPORT_LISTS = [
  'accounts',
  'exchanges',
  'alerts',
  'campaigns',
  'members',
  'batch-accounts',
  'indicators',
  'audit',
] as const;
export type ExportList = (typeof EXPORT_LISTS)[number];

export const EXPORT_FORMATS = ['csv', 'ndjson', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Rows that one file holds at most. */
export const MOST_EXPORTED = 2_000_000;

/** `json` is a list or an object: nested in NDJSON, as text in the others. */
export const COLUMN_TYPES = ['text', 'integer', 'number', 'boolean', 'time', 'json'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** A column as whoever chooses among them sees it. */
export interface ExportColumn {
  name: string;
  type: ColumnType;
  /** Whether the console's list shows it: what a file has unless others are asked for. */
  shown: boolean;
}

/** What a file under a filter would hold. */
export interface ExportPreview {
  list: ExportList;
  /** Rows that match, counted up to `limit` and one more. */
  matching: number;
  /** More match than one file holds: it would have the first of them in the order of the list. */
  cut: boolean;
  limit: number;
  formats: readonly ExportFormat[];
  columns: ExportColumn[];
}

/** Headers of an answer that is a file: rows in it, and rows that match (`2000001` stands for "more than 2,000,000"). */
export const ROWS_HEADER = 'x-retort-rows';
export const MATCHING_HEADER = 'x-retort-matching';
