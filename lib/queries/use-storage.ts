'use client';

import { useQuery } from '@tanstack/react-query';
import type { StorageOut } from '@/lib/model/console/storage';
import { getJson } from './fetch';
import { keys } from './keys';

/** How much room the database takes. */
export function useStorage() {
  return useQuery({
    queryKey: keys.settings.storage(),
    queryFn: ({ signal }) => getJson<StorageOut>('/api/console/settings/storage', {}, signal),
  });
}
