import type { ExportFormat } from '@/lib/model/list-export';
import type { ListWriter } from './column';
import { csvRows } from './csv';
import { ndjsonRows } from './ndjson';
import { parquetRows } from './parquet';

/** How a list is written in each format, and the type that an answer says. */
export const LIST_FORMATS: Record<ExportFormat, { type: string; write: ListWriter }> = {
  csv: { type: 'text/csv; charset=utf-8', write: csvRows },
  ndjson: { type: 'application/x-ndjson; charset=utf-8', write: ndjsonRows },
  parquet: { type: 'application/vnd.apache.parquet', write: parquetRows },
};
