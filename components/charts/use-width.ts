'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import { usePrinting } from '@/components/ui/use-printing';

/** The width between the margins of an A4 sheet, less the padding of a page. */
const PAPER_PX = 650;

/** The width of an element in px, followed as it changes; `first` until it is on a screen, that of a sheet while it is printed. */
export function useWidth<E extends HTMLElement>(first: number): [RefObject<E | null>, number] {
  const printing = usePrinting();
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(240, Math.round(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, printing ? Math.min(width, PAPER_PX) : width];
}
