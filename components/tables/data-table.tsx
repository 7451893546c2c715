'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { Bone } from '@/components/ui/skeleton';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  /** Track of the grid, such as "minmax(180px,1fr)" or "64px". */
  width: string;
  numeric?: boolean;
  /** Name of the server's order, when the list can be sorted by it. */
  sort?: string;
  cell: (row: Row) => ReactNode;
}

export interface Sorting {
  by: string;
  order: 'asc' | 'desc';
}

interface DataTableProps<Row> {
  /** What the rows are, for those who do not see the heading. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** How many rows there are on the server, when that is known. */
  total?: number | null;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
  /** Shown under the last row instead of more rows. */
  footer?: ReactNode;
  /** Width under which the table scrolls sideways, in px. */
  minWidth?: number;
  /** The rows belong to an earlier question and are about to be replaced. */
  stale?: boolean;
}

const ROW = 32;
const HEAD = 28;
const AHEAD = 30;

/**
 * A table of any length: only the rows in view are in the document, further pages are asked for before the end is
 * reached. The first link of a row covers it; the arrow keys go from row to row.
 */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  total,
  sorting,
  onSort,
  hasMore,
  loadingMore,
  onMore,
  footer,
  minWidth = 900,
  stale = false,
}: DataTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: HEAD,
    // Rows for the first paint, before there is an element to measure.
    initialRect: { width: 1200, height: 1000 },
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= rows.length - AHEAD) onMore();
  }, [hasMore, loadingMore, lastShown, rows.length, onMore]);

  const count = rows.length;
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const move = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
      const row =
        event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-row]') : null;
      const next = Number(row?.dataset.row) + (step ?? Number.NaN);
      if (!(next >= 0 && next < count)) return;
      event.preventDefault();
      virtual.scrollToIndex(next);
      requestAnimationFrame(() => element.querySelector<HTMLElement>(`[data-row="${next}"] a`)?.focus());
    };
    element.addEventListener('keydown', move);
    return () => element.removeEventListener('keydown', move);
  }, [virtual, count]);

  const tracks = columns.map((column) => column.width).join(' ');
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto max-lg:max-h-[calc(100dvh-96px)]">
      <table
        aria-label={label}
        aria-rowcount={(total ?? (hasMore ? -2 : count)) + 1}
        aria-busy={stale}
        style={{ minWidth }}
        className={cn('block transition-opacity duration-160', stale && 'opacity-60')}
      >
        <thead className="sticky top-0 z-10 block bg-surface">
          <tr style={{ gridTemplateColumns: tracks }} className="grid h-7 items-center gap-x-3 border-b px-5">
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
          {shown.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <TableRow
                key={rowKey(row)}
                row={row}
                index={item.index}
                top={item.start - HEAD}
                template={tracks}
                columns={columns}
              />
            );
          })}
        </tbody>
      </table>
      {hasMore ? <Coming /> : null}
      {footer}
    </div>
  );
}

interface TableRowProps<Row> {
  row: Row;
  index: number;
  /** Px from the first row. */
  top: number;
  template: string;
  columns: readonly Column<Row>[];
}

/** Drawn anew only when it is another row or stands elsewhere: a click on a heading should not wait for all of them. */
const TableRow = memo(function TableRow<Row>({ row, index, top, template, columns }: TableRowProps<Row>) {
  return (
    <tr
      aria-rowindex={index + 2}
      data-row={index}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 grid h-8 items-center gap-x-3 px-5 hover:bg-hover has-[a:focus-visible]:bg-accent-soft has-[a[aria-current]]:bg-accent-soft"
    >
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn('flex min-w-0 items-center', column.numeric && 'justify-end text-right')}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}) as <Row>(props: TableRowProps<Row>) => ReactNode;

function HeadCell<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort: ((sorting: Sorting) => void) | undefined;
}) {
  const { sort } = column;
  const order = sort !== undefined && sorting?.by === sort ? sorting.order : undefined;
  return (
    <th
      scope="col"
      aria-sort={order === undefined ? undefined : order === 'asc' ? 'ascending' : 'descending'}
      className={cn(
        'flex min-w-0 text-small font-medium text-ink-3',
        column.numeric && 'justify-end text-right',
      )}
    >
      {sort && onSort ? (
        <button
          type="button"
          onClick={() => onSort({ by: sort, order: order === 'desc' ? 'asc' : 'desc' })}
          className={cn('-mx-1 flex items-center gap-1 rounded-sm px-1 hover:text-ink', order && 'text-ink')}
        >
          {column.header}
          {order === 'asc' ? <ArrowUp size={12} aria-hidden="true" /> : null}
          {order === 'desc' ? <ArrowDown size={12} aria-hidden="true" /> : null}
        </button>
      ) : (
        <span className="clip">{column.header}</span>
      )}
    </th>
  );
}

function Coming() {
  return (
    <div role="status" aria-label="More rows are coming" className="space-y-[22px] px-5 py-[11px]">
      <Bone width="62%" />
      <Bone width="48%" />
      <Bone width="55%" />
    </div>
  );
}

/** Makes a link cover its whole row, so that a click anywhere follows it. */
export const rowLink =
  'after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent';
