'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { confirmWith } from '@/lib/queries/fetch';

const ConfirmDialog = dynamic(() => import('./confirm-dialog').then((part) => part.ConfirmDialog), {
  ssr: false,
});

/** Asks for a proof of who acts when a dangerous act needs one. Several at once wait for the same answer. */
export function ConfirmMe() {
  const [asking, setAsking] = useState(false);
  const waiting = useRef<((confirmed: boolean) => void)[]>([]);
  useEffect(
    () =>
      confirmWith(
        () =>
          new Promise((resolve) => {
            waiting.current.push(resolve);
            setAsking(true);
          }),
      ),
    [],
  );
  const answer = (confirmed: boolean) => {
    setAsking(false);
    for (const resolve of waiting.current.splice(0)) resolve(confirmed);
  };
  return asking ? <ConfirmDialog onAnswer={answer} /> : null;
}
