'use client';

import type { QueryClient } from '@tanstack/react-query';

const CHANNEL = 'retort';

/**
 * Lets the windows of a browser agree: when something was changed in one, the others ask anew for everything they show but
 * rows that must not move under the hand. Gives back how to stop.
 */
export function letWindowsAgree(client: QueryClient): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => {};
  const channel = new BroadcastChannel(CHANNEL);
  const stop = client.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') channel.postMessage('changed');
  });
  channel.onmessage = () => {
    void client.invalidateQueries({ predicate: (query) => query.meta?.steady !== true });
  };
  return () => {
    stop();
    channel.close();
  };
}
