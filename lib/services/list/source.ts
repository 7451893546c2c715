import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { KeysetColumn } from '@/lib/db/keyset';
import type { ListColumn } from '@/lib/export/list/column';
import type { Actor, Right } from '@/lib/model/access';
import { EXPORT_FORMATS, type ExportColumn, type ExportList } from '@/lib/model/list-export';

export type Db = Pick<PoolClient, 'query'>;

export interface Asked<F> {
  filter: F;
  actor: Actor;
  now: Date;
}

/** A filtered list as statements over the same parameters. */
export interface ListQuery<Row> {
  params: unknown[];
  /** FROM … WHERE …, for counting. */
  from: string;
  /** Whole statements in the order of the list, one after the other. */
  reads: readonly string[];
  /** Rows of the statements as the columns take them; asked for up to a thousand at a time. */
  rows?: (raw: never[], db: Db, chosen: ReadonlySet<string>) => Promise<Row[]>;
}

/** A list that can be exported: the filter of the console's list, its columns, and the way to its rows. */
export interface ListSource<F extends z.ZodObject = z.ZodObject, Row = never> {
  list: ExportList;
  /** What the list is of, as a summary of the API says it. */
  title: string;
  /** The right that the page of the list asks for. */
  right: Right;
  filter: F;
  columns: readonly ListColumn<Row>[];
  /** The thing whose list it is, for the audit log; `list` where it is of everything. */
  about: (filter: z.output<F>) => { entity: string; id: string };
  /** RetortError `not_found` when what the list belongs to is not there. */
  query: (asked: Asked<z.output<F>>) => Promise<ListQuery<Row>>;
}

/** Declares a list. What is inside of it stays of one type; outside only the filter and the columns' names matter. */
export function defineList<F extends z.ZodObject, Row>(source: ListSource<F, Row>): ListSource {
  return source as unknown as ListSource;
}

/** The columns of a list as whoever chooses among them sees them. */
export function columnsOf({ columns }: ListSource): ExportColumn[] {
  return columns.map(({ name, type, shown = true }) => ({ name, type, shown }));
}

/** What is asked of an export beside the filter. */
export const exportChoice = z.object({
  format: z.enum(EXPORT_FORMATS).default('csv'),
  columns: z
    .union([z.string().max(4_000), z.array(z.string().max(100)).max(100)])
    .optional()
    .meta({
      description: 'Names with commas between them, or repeated; without it those that the console shows.',
    }),
});

export function orderBy(columns: readonly KeysetColumn[]): string {
  return columns.map(({ sql, order }) => `${sql} ${order}`).join(', ');
}
