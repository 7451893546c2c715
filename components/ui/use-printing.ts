'use client';

import { useSyncExternalStore } from 'react';

/**
 * Whether the page is being drawn for paper. The answer changes before the browser lays the paper out, so that what is
 * folded away on the screen can be whole on paper, and drawings can have its width.
 */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, isPrinting, () => false);
}

let announced = false;

function isPrinting(): boolean {
  return announced || window.matchMedia('print').matches;
}

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia('print');
  const before = () => {
    announced = true;
    changed();
  };
  const after = () => {
    announced = false;
    changed();
  };
  media.addEventListener('change', changed);
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    media.removeEventListener('change', changed);
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
