import type { Params } from './fetch';

/**
 * The keys of everything that is read, from one place, so that server and browser mean the same entry and a change
 * can set stale exactly what it touched. The first word is the entity.
 */
export const keys = {
  status: () => ['status'] as const,
  find: (q: string) => ['find', q] as const,
  alerts: {
    all: () => ['alerts'] as const,
    counts: () => ['alerts', 'counts'] as const,
    news: (since: string) => ['alerts', 'news', since] as const,
    list: (filter: Params) => ['alerts', 'list', filter] as const,
    review: (id: string) => ['alerts', 'review', id] as const,
  },
  campaigns: {
    all: () => ['campaigns'] as const,
    counts: () => ['campaigns', 'counts'] as const,
    list: (filter: Params) => ['campaigns', 'list', filter] as const,
    /** Everything of one campaign. */
    one: (id: string) => ['campaigns', 'one', id] as const,
    head: (id: string) => ['campaigns', 'one', id, 'head'] as const,
    overview: (id: string) => ['campaigns', 'one', id, 'overview'] as const,
    timeline: (id: string, range: string) => ['campaigns', 'one', id, 'timeline', range] as const,
    pivot: (id: string) => ['campaigns', 'one', id, 'pivot'] as const,
    members: (id: string, filter: Params) => ['campaigns', 'one', id, 'members', filter] as const,
  },
};
