'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of a step; it takes the focus when its step comes, so that keys and screen readers begin there. */
export function StepHead({
  children,
  lead,
  quiet,
}: {
  children: ReactNode;
  lead: ReactNode;
  quiet: boolean;
}) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!quiet) head.current?.focus();
  }, [quiet]);
  return (
    <>
      <h1 ref={head} tabIndex={-1} className="text-title font-semibold outline-none">
        {children}
      </h1>
      <p className="mt-0.5 max-w-[76ch] text-lead text-pretty text-ink-2">{lead}</p>
    </>
  );
}
