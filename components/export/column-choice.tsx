'use client';

import { Button } from '@/components/ui/button';
import type { ExportColumn } from '@/lib/model/list-export';

interface ColumnChoiceProps {
  columns: readonly ExportColumn[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Which columns a file has, by the names that stand in it. */
export function ColumnChoice({ columns, chosen, onChange }: ColumnChoiceProps) {
  const names = (of: readonly ExportColumn[]) => new Set(of.map(({ name }) => name));
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    onChange(next);
  };
  return (
    <fieldset>
      <legend className="sr-only">Columns</legend>
      <div className="mb-1 flex items-center gap-1">
        <span className="mr-auto text-small font-medium text-ink-2" aria-hidden="true">
          Columns
        </span>
        <Button look="ghost" onClick={() => onChange(names(columns.filter(({ shown }) => shown)))}>
          As shown
        </Button>
        <Button look="ghost" onClick={() => onChange(names(columns))}>
          All {columns.length}
        </Button>
      </div>
      <div className="grid max-h-[236px] grid-cols-3 gap-x-3 overflow-y-auto rounded-md p-1.5 inset-ring inset-ring-line max-sm:grid-cols-2">
        {columns.map(({ name }) => (
          <label key={name} className="flex h-7 min-w-0 items-center gap-2 rounded-sm px-1.5 hover:bg-hover">
            <input
              type="checkbox"
              checked={chosen.has(name)}
              onChange={() => toggle(name)}
              className="size-3.5 shrink-0"
            />
            <span className="clip font-mono text-small" title={name}>
              {name}
            </span>
          </label>
        ))}
      </div>
      {chosen.size === 0 ? (
        <p role="alert" className="mt-1 text-small text-critical">
          Choose at least one column.
        </p>
      ) : null}
    </fieldset>
  );
}
