'use client';

import { ZoomIn, ZoomOut } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { type Range, zoomRange } from './brush/range';

interface RangeActionsProps<T extends string> {
  value: T;
  options: readonly { value: T; label: string }[];
  onNamed: (name: T) => void;
  range: Range;
  life: Range;
  /** Shortest range in ms that is worth drawing. */
  least?: number;
  onRange: (range: Range) => void;
}

/** Over a chart of one range of a life: the ranges that have a name, and nearer and further. */
export function RangeActions<T extends string>(props: RangeActionsProps<T>) {
  const { value, options, onNamed, range, life, least, onRange } = props;
  return (
    <span className="flex max-w-full flex-wrap items-center gap-1 print:hidden">
      <Segmented label="Range" value={value} options={options} onChange={onNamed} />
      <span className="flex gap-1">
        <Button
          look="ghost"
          square
          aria-label="Zoom in"
          disabled={least !== undefined && range.to - range.from <= least}
          onClick={() => onRange(zoomRange(range, 0.5, life, least))}
        >
          <ZoomIn size={15} strokeWidth={1.6} aria-hidden="true" />
        </Button>
        <Button
          look="ghost"
          square
          aria-label="Zoom out"
          disabled={range.from <= life.from && range.to >= life.to}
          onClick={() => onRange(zoomRange(range, 2, life, least))}
        >
          <ZoomOut size={15} strokeWidth={1.6} aria-hidden="true" />
        </Button>
      </span>
    </span>
  );
}
