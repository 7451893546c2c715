'use client';

import { ScanEye } from 'lucide-react';
import { useWatched } from '@/lib/queries/use-indicators';

/** An eye beside a value that somebody watches, with the note as its title; nothing beside others. */
export function WatchedMark({ name }: { name: string }) {
  const note = useWatched().get(name);
  if (note === undefined) return null;
  return (
    <span role="img" aria-label="watched" title={`Watched: ${note}`} className="shrink-0 text-accent">
      <ScanEye size={13} strokeWidth={1.8} aria-hidden="true" />
    </span>
  );
}
