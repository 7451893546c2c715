'use client';

import { LifeBrush } from '@/components/charts/brush/life-brush';
import type { Range } from '@/components/charts/brush/range';
import { visible } from '@/components/ui/untrusted-text';
import type { CapabilityGrid } from '@/lib/model/console/capability';
import { brushDays, brushRange, DAY_MS, WEEK_MS } from './days';

/** Beyond so many days a brush goes by whole weeks, as the grid does. */
const MOST_DAYS = 35;

interface DaysBrushProps {
  grid: CapabilityGrid;
  from: string | null;
  to: string | null;
  /** "harvest" or "traffic". */
  what: string;
  onChange: (days: { from: string | null; to: string | null }) => void;
}

/** Every day there is, with the shown ones marked: drawing a stretch narrows all of the page to it. */
export function DaysBrush({ grid, from, to, what, onChange }: DaysBrushProps) {
  if (!grid.span) return null;
  const life: Range = brushRange(grid.span, grid.span.from, grid.span.to);
  const weekly = (life.to - life.from) / DAY_MS > MOST_DAYS;
  return (
    <div className="px-5 pb-4 max-sm:px-3 print:hidden">
      <LifeBrush
        name={`All ${what}`}
        label="Shown days"
        life={life}
        counts={grid.days}
        bucketMs={DAY_MS}
        range={brushRange(grid.span, from, to)}
        least={weekly ? WEEK_MS : DAY_MS}
        snap={DAY_MS}
        moments={grid.releases.map(({ at, model }) => ({
          t: Date.parse(at),
          label: `${visible(model)} released`,
        }))}
        gutter={108}
        onChange={(range) => onChange(brushDays(grid.span ?? { from: '', to: '' }, range))}
      />
    </div>
  );
}
