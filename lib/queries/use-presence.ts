'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Presence } from '@/lib/model/console/presence';
import { postJson } from './fetch';
import { keys } from './keys';

const BEAT_MS = 20_000;
const SETTLED_MS = 800;

/** This window's name among those of the person, and the alert whose review it shows. */
const here: { tab: string; alert: string | null } = { tab: '', alert: null };

/** Who else is here and what they look at; says the same of this window every 20 s while it is seen. */
export function usePresence() {
  return useQuery({
    queryKey: keys.presence(),
    queryFn: () => {
      here.tab ||= crypto.getRandomValues(new Uint32Array(2)).join('-');
      return postJson<Presence>('/api/console/presence', { ...here });
    },
    refetchInterval: BEAT_MS,
    retry: false,
  });
}

/** Says that this window shows the review of an alert, once it has stayed there for a moment. */
export function useLookingAt(alert: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    const timer = setTimeout(() => {
      here.alert = alert;
      void client.invalidateQueries({ queryKey: keys.presence() });
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      here.alert = null;
    };
  }, [client, alert]);
}
