'use client';

import { useEffect, useState } from 'react';

/** The value once it has stayed the same for `ms`; at once when it becomes `now`. */
export function useSettled<T>(value: T, ms: number, now?: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === now) {
      setSettled(value);
      return;
    }
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms, now]);
  return value === now ? value : settled;
}
