import { ocsfLines } from '@/lib/export/ocsf';
import { reportHtml } from '@/lib/export/report/html';
import { reportPdf } from '@/lib/export/report/pdf/pdf';
import { stixText } from '@/lib/export/stix/bundle';
import type { CaseFormat, RedactionLevel } from '@/lib/model/case-words';
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
  wanted?: (level: RedactionLevel) => boolean;
  write: (file: CaseFile) => Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

const CSV = 'text/csv; charset=utf-8';

/** Every file of a case, by name. */
export const CASE_WRITERS: readonly CaseWriter[] = [
  {
    name: 'accounts.csv',
    format: 'csv',
    type: CSV,
    wanted: (level) => level !== 'public',
    write: accountsCsv,
  },
  { name: 'audit.csv', type: CSV, wanted: (level) => level === 'internal', write: auditCsv },
  { name: 'case.json', format: 'json', type: 'application/json', write: caseJson },
  {
    name: 'exchanges.csv',
    type: CSV,
    wanted: (level) => level !== 'public',
    write: exchangesCsv,
  },
  { name: 'indicators.csv', type: CSV, write: indicatorsCsv },
  { name: 'ocsf.ndjson', type: 'application/x-ndjson', write: ocsfLines },
  { name: 'report.html', format: 'html', type: 'text/html; charset=utf-8', write: reportHtml },
  { name: 'report.pdf', format: 'pdf', type: 'application/pdf', write: reportPdf },
  { name: 'stix-bundle.json', format: 'stix', type: 'application/stix+json;version=2.1', write: stixText },
];

/** The formats that can be asked for: the archive, and whatever is also given alone. */
export const WRITABLE: readonly CaseFormat[] = ['zip', ...CASE_WRITERS.flatMap(({ format }) => format ?? [])];

/** Whether a format says anything at a level. */
export function says(format: CaseFormat, level: RedactionLevel): boolean {
  const alone = CASE_WRITERS.find((writer) => writer.format === format);
  return format === 'zip' || (alone !== undefined && alone.wanted?.(level) !== false);
}
