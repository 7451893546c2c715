'use client';

import NextLink, { useLinkStatus } from 'next/link';
import { type ComponentProps, useState } from 'react';
import { cn } from './cn';

/**
 * A link that fetches its page ahead when the pointer or the focus comes to it, not for merely being on screen. With
 * `prefetch={false}`, as in rows over which the pointer only passes, it fetches nothing ahead.
 */
export function Link({ prefetch, onPointerEnter, onFocus, ...props }: ComponentProps<typeof NextLink>) {
  const [near, setNear] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={near && prefetch !== false ? null : false}
      onPointerEnter={(event) => {
        setNear(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setNear(true);
        onFocus?.(event);
      }}
    />
  );
}

/** In a link: a mark that its page is on the way, from when that takes long enough to be asked about. */
export function LinkPending({ className }: { className: string }) {
  const { pending } = useLinkStatus();
  return pending ? (
    <span
      aria-hidden="true"
      className={cn('bg-accent [animation:calm-in_160ms_ease-out_150ms_backwards]', className)}
    />
  ) : null;
}
