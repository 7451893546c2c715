'use client';

import { Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cn } from '@/components/ui/cn';

export interface TwinTable {
  columns: readonly { label: string; numeric?: boolean }[];
  rows: readonly (readonly ReactNode[])[];
}

interface ChartFrameProps {
  /** The finding, a sentence with a number. */
  finding: ReactNode;
  /** Unit, period and baseline, with the legend where labels do not fit on the marks. */
  caption: ReactNode;
  /** The same figures as a table, which takes the place of the drawing. */
  table: TwinTable;
  /** Height that both keep at least, in px, so that nothing moves on the change. */
  height?: number;
  actions?: ReactNode;
  /** Within a panel that has a heading of its own. */
  small?: boolean;
  className?: string;
  children: ReactNode;
}

/** What stands around every chart: finding, caption, and the table twin behind one button. */
export function ChartFrame({
  finding,
  caption,
  table,
  height,
  actions,
  small = false,
  className,
  children,
}: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false);
  const Heading = small ? 'h3' : 'h2';
  return (
    <section data-chart className={cn('min-w-0', className)}>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <Heading
          className={cn(
            'min-w-0 flex-1 basis-56 font-semibold text-balance',
            small ? 'text-body' : 'text-head',
          )}
        >
          {finding}
        </Heading>
        {actions}
      </div>
      <div className="flex items-start gap-4">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 text-small text-ink-3">
          {caption}
        </div>
        <button
          type="button"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          className={cn(
            'relative z-10 -my-[3px] -mr-1 flex h-6 shrink-0 items-center gap-1.5 rounded-sm px-1 text-small hover:bg-hover hover:text-ink print:hidden',
            asTable ? 'bg-press text-ink' : 'text-ink-3',
          )}
        >
          <Table2 size={13} strokeWidth={1.6} aria-hidden="true" />
          Table
        </button>
      </div>
      <div style={{ minHeight: height }}>
        {asTable ? <Twin table={table} maxHeight={Math.max(height ?? 0, 240)} /> : children}
      </div>
    </section>
  );
}

function Twin({ table, maxHeight }: { table: TwinTable; maxHeight: number }) {
  return (
    <section
      aria-label="Figures of the chart"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
      tabIndex={0}
      style={{ maxHeight }}
      className="relative mt-2 overflow-auto"
    >
      <table className="w-full border-collapse">
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                key={index}
                scope="col"
                className={cn(
                  'sticky top-0 h-7 border-b bg-surface px-2 text-small font-medium whitespace-nowrap text-ink-3 first:pl-0 last:pr-0',
                  column.numeric ? 'text-right' : 'text-left',
                )}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move
            <tr key={index} className="border-b border-line last:border-0">
              {row.map((cell, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells do not move
                  key={column}
                  className={cn(
                    'h-7 px-2 whitespace-nowrap first:pl-0 last:pr-0',
                    table.columns[column]?.numeric && 'text-right',
                  )}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
