import type { CaseFormat } from '@/lib/model/case-words';
import { accountsCsv, auditCsv, exchangesCsv, indicatorsCsv } from './csv';
import { caseJson } from './json';
import type { CaseFile } from './model';

/** One file of the archive. */
export interface CaseWriter {
  name: string;
  /** The format under which it is given alone. */
  format?: CaseFormat;
  type: string;
  /** Whether there is anything to say at this level; an empty file would look like an empty finding. */
  wanted?: (file: CaseFile) => boolean;
  write: (file: CaseFile) => Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

const CSV = 'text/csv; charset=utf-8';

/** Every file of a case, by name. */
export const CASE_WRITERS: readonly CaseWriter[] = [
  {
    name: 'accounts.csv',
    format: 'csv',
    type: CSV,
    wanted: (file) => file.redaction !== 'public',
    write: accountsCsv,
  },
  { name: 'audit.csv', type: CSV, wanted: (file) => file.redaction === 'internal', write: auditCsv },
  { name: 'case.json', format: 'json', type: 'application/json', write: caseJson },
  {
    name: 'exchanges.csv',
    type: CSV,
    wanted: (file) => file.redaction !== 'public',
    write: exchangesCsv,
  },
  { name: 'indicators.csv', type: CSV, write: indicatorsCsv },
];

/** The formats that can be asked for: the archive, and whatever is also given alone. */
export const WRITABLE: readonly CaseFormat[] = ['zip', ...CASE_WRITERS.flatMap(({ format }) => format ?? [])];
