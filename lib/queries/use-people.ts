'use client';

import { useQuery } from '@tanstack/react-query';
import type { People } from '@/lib/model/console/people';
import { getJson } from './fetch';
import { keys } from './keys';

/** Everybody who works here, by name: whom to assign to and whom to call. */
export function usePeople() {
  return useQuery({
    queryKey: keys.colleagues(),
    queryFn: ({ signal }) => getJson<People>('/api/console/colleagues', {}, signal),
    staleTime: 300_000,
  });
}
