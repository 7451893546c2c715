'use client';

import { useEffect } from 'react';
import { SIGN_IN_CHANNEL } from '@/lib/model/console/security';

/** Tells the window that waits, and closes this one where the browser lets it. */
export function TellOpener() {
  useEffect(() => {
    const channel = new BroadcastChannel(SIGN_IN_CHANNEL);
    channel.postMessage('done');
    channel.close();
    window.close();
  }, []);
  return null;
}
