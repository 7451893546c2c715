import type { ReactNode } from 'react';
import { NUMERIC, TABLE } from '@/components/account/cells';
import { cn } from '@/components/ui/cn';

interface RegionColumn {
  label: string;
  numeric?: true;
  /** Said to screen readers only, as over a column of buttons. */
  hidden?: true;
  className?: string;
}

interface RegionTableProps {
  label: string;
  /** A word alone is a column of text. */
  columns: readonly (string | RegionColumn)[];
  className?: string;
  /** Of the table in it: its least width, the height of its rows. */
  table: string;
  /** The rows. */
  children: ReactNode;
  /** What stands under the table and scrolls with it. */
  foot?: ReactNode;
}

/** A table of a few rows that scrolls sideways in a region of its own where the screen is narrower. */
export function RegionTable({ label, columns, className, table, children, foot }: RegionTableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
      tabIndex={0}
      className={cn('relative overflow-x-auto', className)}
    >
      <table className={cn(TABLE, table)}>
        <thead>
          <tr className="border-b">
            {columns.map((one) => {
              const column: RegionColumn = typeof one === 'string' ? { label: one } : one;
              return (
                <th
                  key={column.label}
                  scope="col"
                  className={cn(column.numeric && NUMERIC, column.className) || undefined}
                >
                  {column.hidden ? <span className="sr-only">{column.label}</span> : column.label}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      {foot}
    </section>
  );
}
