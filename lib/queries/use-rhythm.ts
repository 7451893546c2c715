'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RhythmAnswer, RhythmExchanges, RhythmLines } from '@/lib/model/console/rhythm';
import type { RhythmSort } from '@/lib/model/rhythm';
import { getJson } from './fetch';
import { keys } from './keys';

const pathOf = (id: string, part = '') => `/api/console/campaigns/${encodeURIComponent(id)}/rhythm${part}`;
const WAITING_MS = 3_000;

/** The picture of a campaign's rhythm; asked again every few seconds while the worker draws it. */
export function useRhythm(id: string) {
  return useQuery({
    queryKey: keys.campaigns.rhythm(id, 'picture'),
    queryFn: ({ signal }) => getJson<RhythmAnswer>(pathOf(id), {}, signal),
    refetchInterval: ({ state }) => (state.data?.picture === null ? WAITING_MS : false),
  });
}

/** One page of its lines in an order. */
export function useRhythmLines(id: string, sort: RhythmSort, cursor: string | null, enabled: boolean) {
  return useQuery({
    queryKey: keys.campaigns.rhythm(id, 'lines', { sort, cursor }),
    queryFn: ({ signal }) => getJson<RhythmLines>(pathOf(id, '/lines'), { sort, cursor }, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** What lines and time {@link useRhythmExchanges} asks for; times in seconds from the start of the picture. */
export interface ExchangeWindow {
  sort: RhythmSort;
  first: number;
  last: number;
  from: number;
  to: number;
}

/** Single exchanges of the lines on screen, over a day at most; null asks for none. */
export function useRhythmExchanges(id: string, window: ExchangeWindow | null) {
  return useQuery({
    queryKey: keys.campaigns.rhythm(id, 'exchanges', { ...window }),
    queryFn: ({ signal }) => getJson<RhythmExchanges>(pathOf(id, '/exchanges'), { ...window }, signal),
    placeholderData: keepPreviousData,
    enabled: window !== null,
  });
}
