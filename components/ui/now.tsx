'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const Now = createContext(0);
const TICK_MS = 15_000;

/** Gives the page one clock: the server's time until the page has come alive, so that both draw the same. */
export function NowProvider({ start, children }: { start: number; children: ReactNode }) {
  const [now, setNow] = useState(start);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return <Now value={now}>{children}</Now>;
}

/** The time now in ms, at most 15 s old. */
export function useNow(): number {
  return useContext(Now);
}
