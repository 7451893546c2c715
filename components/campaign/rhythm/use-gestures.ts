'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { type Extent, panView, type View, zoomLines, zoomTime } from './view';

const NEARER = 1.0015;
const STILL_PX = 4;

interface Gestures {
  view: View;
  extent: Extent;
  width: number;
  onView: (view: View) => void;
  /** Where the pointer is, in px from the corner; null when it left or drags. */
  onPoint: (at: { x: number; y: number } | null) => void;
  onPick: (at: { x: number; y: number }) => void;
}

/**
 * Moves a view by hand: drag pans, the wheel scrolls lines, with Ctrl or ⌘ it zooms time, with Alt it makes lines taller,
 * sideways or with Shift it pans time; two fingers zoom and pan.
 */
export function useGestures(ref: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const current = useRef(gestures);
  current.current = gestures;
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const pointers = new Map<number, { x: number; y: number }>();
    let moved = 0;
    const local = (event: { clientX: number; clientY: number }) => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const secondsAPixel = () => {
      const { view, width } = current.current;
      return (view.to - view.from) / width;
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const { view, extent, onView } = current.current;
      const at = local(event);
      if (event.ctrlKey || event.metaKey) {
        onView(zoomTime(view, view.from + at.x * secondsAPixel(), NEARER ** event.deltaY, extent));
      } else if (event.altKey) {
        onView(zoomLines(view, view.top + at.y / view.lineHeight, NEARER ** -event.deltaY, extent));
      } else {
        const [dx, dy] = event.shiftKey ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
        onView(panView(view, dx * secondsAPixel(), dy / view.lineHeight, extent));
      }
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, local(event));
      moved = 0;
    };
    const move = (event: PointerEvent) => {
      const { view, extent, width, onView, onPoint } = current.current;
      const at = local(event);
      const before = pointers.get(event.pointerId);
      if (!before) {
        onPoint(at);
        return;
      }
      pointers.set(event.pointerId, at);
      moved += Math.abs(at.x - before.x) + Math.abs(at.y - before.y);
      if (moved < STILL_PX) return;
      onPoint(null);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      const share = other ? 0.5 : 1;
      let next = panView(
        view,
        (before.x - at.x) * secondsAPixel() * share,
        ((before.y - at.y) / view.lineHeight) * share,
        extent,
      );
      if (other) {
        const apart = Math.max(20, Math.abs(at.x - other.x));
        const middle = next.from + (((at.x + other.x) / 2) * (next.to - next.from)) / width;
        next = zoomTime(next, middle, Math.max(20, Math.abs(before.x - other.x)) / apart, extent);
      }
      onView(next);
    };
    const up = (event: PointerEvent) => {
      if (!pointers.delete(event.pointerId)) return;
      if (moved < STILL_PX && event.type === 'pointerup') current.current.onPick(local(event));
    };
    const leave = () => current.current.onPoint(null);
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('pointerleave', leave);
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('pointerleave', leave);
    };
  }, [ref]);
}
