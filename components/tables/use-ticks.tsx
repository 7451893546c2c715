'use client';

import { useMemo, useState } from 'react';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { Column } from './data-table';
import { NOTHING, rangedTo, type Selection, toggled } from './selection';
import { Tick } from './tick';

interface TicksProps<Row> {
  rows: readonly Row[];
  /** What the rows are one of: another question begins with nothing selected. */
  of: string;
  /** How many rows the server has for it; null until that is known. */
  total: number | null;
  columns: readonly Column<Row>[];
  /** Whether rows can be selected at all. */
  enabled: boolean;
}

/**
 * Rows of a table that are selected: one by one, in ranges with shift, all that are shown, or everything that the server has for
 * the question. X selects the row that has the focus.
 */
export function useTicks<Row extends { id: string }>({ rows, of, total, columns, enabled }: TicksProps<Row>) {
  const [kept, setKept] = useState<{ of: string; some: Selection; whole: boolean }>();
  const { some, whole } = kept?.of === of ? kept : { some: NOTHING, whole: false };
  const ids = rows.filter(({ id }) => some.ids.has(id)).map(({ id }) => id);
  const full = ids.length > 0 && ids.length === rows.length;
  const set = (next: Selection, all = false) => setKept({ of, some: next, whole: all });
  const toggle = (id: string, range: boolean) =>
    set(
      range
        ? rangedTo(
            some,
            id,
            rows.map((row) => row.id),
          )
        : toggled(some, id),
    );
  const takeShown = (all = false) => set({ ids: new Set(rows.map(({ id }) => id)), anchor: null }, all);
  const clear = () => set(NOTHING);
  useHotkeys(
    {
      x: (event) => {
        const row = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
        const id = row === undefined ? undefined : rows[Number(row)]?.id;
        if (id !== undefined) toggle(id, event.shiftKey);
      },
      escape: clear,
    },
    enabled,
  );
  const ticking = ids.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the handlers follow from what is named
  const withTicks = useMemo(
    (): readonly Column<Row>[] =>
      enabled
        ? [
            {
              id: 'tick',
              header: (
                <Tick
                  label="Select all that are shown"
                  checked={full}
                  mixed={ticking && !full}
                  shown
                  onTick={() => (full ? clear() : takeShown())}
                />
              ),
              width: '14px',
              cell: (row) => (
                <Tick
                  label={`Select ${row.id}`}
                  checked={some.ids.has(row.id)}
                  shown
                  onTick={(range) => toggle(row.id, range)}
                />
              ),
            },
            ...columns,
          ]
        : columns,
    [columns, enabled, some, rows, full, ticking],
  );
  return {
    columns: withTicks,
    ids,
    /** Everything that the server has for the question is meant, not only what is shown. */
    whole: whole && full,
    size: whole && full ? (total ?? ids.length) : ids.length,
    takeShown,
    clear,
  };
}

export type Ticks = Pick<ReturnType<typeof useTicks>, 'ids' | 'whole' | 'size' | 'takeShown' | 'clear'>;
