import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

interface PlainTableProps {
  label: string;
  columns: readonly { label: string; numeric?: boolean }[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** A short table on hairlines, whole in the document. */
export function PlainTable({ label, columns, rows }: PlainTableProps) {
  return (
    <div className="relative overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse">
        <thead>
          <tr className="border-b">
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={cn(
                  'h-7 px-2 text-small font-medium whitespace-nowrap text-ink-3 first:pl-0 last:pr-0',
                  column.numeric ? 'text-right' : 'text-left',
                )}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-b">
              {row.cells.map((cell, index) => (
                <td
                  key={columns[index]?.label ?? index}
                  className={cn(
                    'h-8 px-2 whitespace-nowrap first:pl-0 last:pr-0',
                    columns[index]?.numeric && 'text-right',
                  )}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
