'use client';

import { type RefObject, useEffect, useState } from 'react';
import { type Ink, pixelOf } from './paint';
import type { Kind } from './scene';

/** The pixels of CSS colours as they are now, read anew when the theme changes. `probe` is an element within the theme. */
export function useInk(probe: RefObject<HTMLElement | null>, kinds: readonly Kind[]): Ink | null {
  const [ink, setInk] = useState<Ink | null>(null);
  useEffect(() => {
    const element = probe.current;
    if (!element) return;
    const read = () => {
      const computed = (color: string) => {
        element.style.color = color;
        return pixelOf(getComputedStyle(element).color);
      };
      setInk({
        ground: computed('var(--ground)'),
        ban: computed('var(--sev-critical)'),
        kinds: kinds.map(({ color, tall }) => ({ color: computed(color), tall })),
      });
      element.style.color = '';
    };
    read();
    const theme = new MutationObserver(read);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', read);
    return () => {
      theme.disconnect();
      system.removeEventListener('change', read);
    };
  }, [probe, kinds]);
  return ink;
}
