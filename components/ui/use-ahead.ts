'use client';

import { useEffect } from 'react';

type Load = () => Promise<unknown>;

let moved = false;

/**
 * Fetches code that will be wanted soon, such as dialogs, in the first quiet moment after somebody has moved a hand: the page
 * itself comes first, and what is asked for by a key or a click is there when it is asked for. `loads` must stay the same
 * from call to call.
 */
export function useAhead(loads: readonly Load[]): void {
  useEffect(() => {
    // A chunk that cannot be had now is asked for again when it is needed, and then whoever needs it is told.
    const fetchAll = () => loads.forEach((load) => void load().catch(() => {}));
    const whenQuiet = () => {
      moved = true;
      if ('requestIdleCallback' in window) window.requestIdleCallback(fetchAll, { timeout: 2_000 });
      else setTimeout(fetchAll, 200);
    };
    if (moved) return whenQuiet();
    const stop = new AbortController();
    const first = () => {
      stop.abort();
      whenQuiet();
    };
    for (const type of ['pointermove', 'pointerdown', 'keydown']) {
      window.addEventListener(type, first, { passive: true, signal: stop.signal });
    }
    return () => stop.abort();
  }, [loads]);
}
