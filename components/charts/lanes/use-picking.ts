import { type HTMLAttributes, type PointerEvent, type SVGAttributes, useState } from 'react';
import type { Range } from '@/components/charts/brush/range';
import { nearest, stopByKey } from './layout';
import type { LaneChartProps } from './types';

/** A hand that moves less than this, in px, has clicked. */
const CLICK_PX = 4;
/** How near to a stop a click must be, in px. */
const REACH_PX = 12;

interface Picking extends Pick<LaneChartProps, 'onStretch' | 'moments'>, Range {
  /** Edges of the plot, in px. */
  left: number;
  right: number;
}

/**
 * What hand and keys do on lanes: follow the pointer, draw a stretch, choose a moment by a click or the arrow keys.
 * `at` is the moment under the pointer and `drawn` the stretch being drawn.
 */
export function usePicking({ from, to, left, right, onStretch, moments }: Picking) {
  const [at, setAt] = useState<number | null>(null);
  const [start, setStart] = useState<{ px: number; t: number } | null>(null);
  const [end, setEnd] = useState<{ px: number; t: number } | null>(null);
  const perPx = Math.max(1, to - from) / Math.max(1, right - left);
  const placeOf = (event: PointerEvent<SVGSVGElement>) => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const held = Math.min(right, Math.max(left, px));
    return { px, t: from + (held - left) * perPx, inside: px >= left && px <= right };
  };
  const moved = start && end && Math.abs(end.px - start.px) > CLICK_PX;
  const drawn: Range | null =
    moved && onStretch ? { from: Math.min(start.t, end.t), to: Math.max(start.t, end.t) } : null;

  const hand: SVGAttributes<SVGSVGElement> = {
    onPointerMove: (event) => {
      const place = placeOf(event);
      setAt(place.inside ? place.t : null);
      if (start) setEnd(place);
    },
    onPointerLeave: () => setAt(null),
    onPointerDown: (event) => {
      const place = placeOf(event);
      // A finger scrolls the page; the brush below is for it.
      if (!place.inside || event.button !== 0 || (event.pointerType === 'touch' && !moments)) return;
      if (event.pointerType !== 'touch') event.currentTarget.setPointerCapture(event.pointerId);
      setStart(place);
      setEnd(null);
    },
    onPointerUp: () => {
      if (start) {
        if (drawn) onStretch?.(drawn.from, drawn.to);
        else moments?.onChoose(nearest(moments.stops, start.t, REACH_PX * perPx));
      }
      setStart(null);
      setEnd(null);
    },
    onPointerCancel: () => {
      setStart(null);
      setEnd(null);
    },
  };

  const keys: HTMLAttributes<HTMLDivElement> | undefined =
    moments && moments.stops.length > 0
      ? {
          role: 'slider',
          tabIndex: 0,
          'aria-label': 'Moment in the timeline; arrows go from one to the next',
          'aria-valuemin': moments.stops[0],
          'aria-valuemax': moments.stops.at(-1),
          'aria-valuenow': moments.chosen ?? moments.stops.at(-1),
          'aria-valuetext': moments.words,
          onKeyDown: (event) => {
            if (event.key === 'Escape' && moments.chosen !== null) {
              moments.onChoose(null);
              return;
            }
            const next = stopByKey(event.key, moments.stops, moments.chosen);
            if (next === null) return;
            event.preventDefault();
            moments.onChoose(next);
          },
        }
      : undefined;
  return { at, drawn, hand, keys };
}
