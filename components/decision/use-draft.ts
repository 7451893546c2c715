'use client';

import { useCallback, useEffect, useState } from 'react';

/** Text that survives a closed dialog, a conflict and a reload of the tab, until it is dropped. */
export function useDraft(name: string): [string, (text: string) => void, () => void] {
  const key = `retort-draft:${name}`;
  const [text, setText] = useState('');
  useEffect(() => setText(sessionStorage.getItem(key) ?? ''), [key]);
  const write = useCallback(
    (next: string) => {
      setText(next);
      sessionStorage.setItem(key, next);
    },
    [key],
  );
  const drop = useCallback(() => {
    setText('');
    sessionStorage.removeItem(key);
  }, [key]);
  return [text, write, drop];
}
