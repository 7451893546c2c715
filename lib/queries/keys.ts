import type { Params } from './fetch';

/**
 * The keys of everything that is read, from one place, so that server and browser mean the same entry and a change
 * can set stale exactly what it touched. The first word is the entity.
 */
export const keys = {
  status: () => ['status'] as const,
  colleagues: () => ['colleagues'] as const,
  concerns: () => ['concerns'] as const,
  find: (q: string) => ['find', q] as const,
  presence: () => ['presence'] as const,
  views: () => ['views'] as const,
  alerts: {
    all: () => ['alerts'] as const,
    counts: (filter: Params) => ['alerts', 'counts', filter] as const,
    news: (filter: Params, cutoff: object) => ['alerts', 'news', filter, cutoff] as const,
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
    timeline: (id: string, range: Params) => ['campaigns', 'one', id, 'timeline', range] as const,
    pivot: (id: string) => ['campaigns', 'one', id, 'pivot'] as const,
    links: (id: string, part: string, filter: Params = {}) =>
      ['campaigns', 'one', id, 'links', part, filter] as const,
    scaffolds: (id: string) => ['campaigns', 'one', id, 'scaffolds'] as const,
    activity: (id: string, scope: string) => ['campaigns', 'one', id, 'activity', scope] as const,
    rhythm: (id: string, part: string, filter: Params = {}) =>
      ['campaigns', 'one', id, 'rhythm', part, filter] as const,
    excluded: (id: string) => ['campaigns', 'one', id, 'excluded'] as const,
    caseFiles: (id: string) => ['campaigns', 'one', id, 'case-files'] as const,
    sharing: (id: string) => ['campaigns', 'one', id, 'sharing'] as const,
    members: (id: string, filter: Params) => ['campaigns', 'one', id, 'members', filter] as const,
  },
  accounts: {
    all: () => ['accounts'] as const,
    facets: () => ['accounts', 'facets'] as const,
    list: (filter: Params) => ['accounts', 'list', filter] as const,
    compare: (filter: Params) => ['accounts', 'compare', filter] as const,
    /** Everything of one account. */
    one: (id: string) => ['accounts', 'one', id] as const,
    part: (id: string, part: string, filter: Params = {}) => ['accounts', 'one', id, part, filter] as const,
  },
  indicators: {
    all: () => ['indicators'] as const,
    list: (filter: Params) => ['indicators', 'list', filter] as const,
    hits: () => ['indicators', 'hits'] as const,
    watched: () => ['indicators', 'watched'] as const,
    part: (name: string, part: string) => ['indicators', 'one', name, part] as const,
  },
  capabilities: {
    all: () => ['capabilities'] as const,
    part: (part: string, filter: Params = {}) => ['capabilities', part, filter] as const,
  },
  batches: {
    all: () => ['batches'] as const,
    list: (filter: Params) => ['batches', 'list', filter] as const,
    /** Everything of one batch. */
    one: (id: string) => ['batches', 'one', id] as const,
    part: (id: string, part: string, filter: Params = {}) => ['batches', 'one', id, part, filter] as const,
  },
  audit: {
    list: (filter: Params) => ['audit', 'list', filter] as const,
    part: (part: string, filter: Params = {}) => ['audit', part, filter] as const,
  },
  sources: {
    all: () => ['sources'] as const,
    list: () => ['sources', 'list'] as const,
    stripe: () => ['sources', 'stripe'] as const,
    mapping: (name: string) => ['sources', 'one', name, 'mapping'] as const,
    rejects: (name: string) => ['sources', 'one', name, 'rejects'] as const,
    preview: (format: string, profile: string, sample: number) =>
      ['source-preview', format, profile, sample] as const,
  },
  detectors: {
    all: () => ['detectors'] as const,
    list: () => ['detectors', 'list'] as const,
    signals: () => ['detectors', 'signals'] as const,
    one: (id: string) => ['detectors', 'one', id] as const,
  },
  exports: {
    preview: (list: string, filter: Params) => ['exports', list, filter] as const,
  },
  me: () => ['me'] as const,
  sessions: (userId: string) => ['sessions', userId] as const,
  settings: {
    keys: () => ['settings', 'keys'] as const,
    targets: () => ['settings', 'targets'] as const,
    peers: () => ['settings', 'peers'] as const,
    deliveries: (id: string, status: string | null) => ['settings', 'targets', id, status] as const,
    people: () => ['settings', 'people'] as const,
    invitations: () => ['settings', 'invitations'] as const,
    rules: () => ['settings', 'rules'] as const,
    intel: (...part: string[]) => ['settings', 'intel', ...part] as const,
    storage: () => ['settings', 'storage'] as const,
    demo: () => ['settings', 'demo'] as const,
    releases: () => ['settings', 'releases'] as const,
  },
};
