'use client';

import { onlineManager, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { ConsoleStatus } from '@/lib/model/console/status';
import { getJson, ProblemError } from './fetch';
import { keys } from './keys';

const POLL_MS = 15_000;
const LOST_POLL_MS = 5_000;

/** The state of ingest and detection and the counts of the rail, asked every 15 s while the page is seen, every 5 s while it fails. */
export function useStatus() {
  return useQuery({
    queryKey: keys.status(),
    queryFn: ({ signal }) => getJson<ConsoleStatus>('/api/console/status', {}, signal),
    refetchInterval: (query) => (query.state.status === 'error' ? LOST_POLL_MS : POLL_MS),
    // The poll is the retry: one failure is enough to say that the connection is lost.
    retry: false,
  });
}

export type Loss = 'unreachable' | 'failing' | 'database' | 'signed_out';

/** Why the server gives no answers, by the status poll and by what the browser says of its network; null when it does. */
export function useLoss(): Loss | null {
  const { error } = useStatus();
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    // The manager hears of a change only; the line may have been gone when the page came to life.
    () => onlineManager.isOnline() && navigator.onLine,
    () => true,
  );
  if (!online) return 'unreachable';
  if (!error) return null;
  if (!(error instanceof ProblemError)) return 'unreachable';
  if (error.code === 'unavailable') return 'database';
  return error.status === 401 ? 'signed_out' : 'failing';
}
