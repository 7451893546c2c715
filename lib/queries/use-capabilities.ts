'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  CapabilityCampaigns,
  CapabilityDrill,
  CapabilityGrid,
  CapabilityPivots,
} from '@/lib/model/console/capability';
import { getJson, type Params } from './fetch';
import { keys } from './keys';

function useCapabilityPart<T>(part: string, filter: Params, enabled = true) {
  return useQuery({
    queryKey: keys.capabilities.part(part, filter),
    queryFn: ({ signal }) => getJson<T>(`/api/console/capabilities/${part}`, filter, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useCapabilityGrid(filter: Params) {
  return useCapabilityPart<CapabilityGrid>('grid', filter);
}

export function useCapabilityCampaigns(filter: Params) {
  return useCapabilityPart<CapabilityCampaigns>('campaigns', filter);
}

export function useCapabilityPivots(filter: Params) {
  return useCapabilityPart<CapabilityPivots>('pivots', filter);
}

/** What stands behind a cell; asks nothing while none is selected. */
export function useCapabilityDrill(filter: Params | null) {
  return useCapabilityPart<CapabilityDrill>('drill', filter ?? {}, filter !== null);
}
