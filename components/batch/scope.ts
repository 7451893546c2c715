import { spelled } from '@/components/ui/format';
import type { BatchScope } from '@/lib/model/batch';

/** What a list is narrowed by, as the address of that list has it. */
type Filter = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** Which accounts are meant, before the server has checked it. */
export type AskedScope =
  | { campaign_id: string; filter?: Filter; exclude?: string[] }
  | { filter: Filter; exclude?: string[] }
  | { indicator: string; exclude?: string[] }
  | { ids: string[]; exclude?: string[] };

const OF_ORDER = new Set(['sort', 'order', 'limit', 'cursor']);
const NUMBERS = new Set(['membership', 'harvest']);

/** The address of the wizard for these accounts: all of the scope stands in it. */
export function newBatchHref(scope: AskedScope, kind?: string): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(scope)) {
    if (name === 'filter') {
      for (const [field, chosen] of Object.entries(value as Filter)) {
        if (OF_ORDER.has(field) || chosen === null || chosen === undefined || chosen === '') continue;
        for (const one of Array.isArray(chosen) ? chosen : [chosen])
          search.append(`filter.${field}`, String(one));
      }
    } else {
      for (const one of [value].flat()) if (one !== undefined) search.append(name, String(one));
    }
  }
  if (kind) search.set('kind', kind);
  return `/batches/new?${search}`;
}

/** The scope that such an address names; null when it names none. */
export function scopeOfQuery(query: Record<string, string | string[] | undefined>): AskedScope | null {
  const filter: Record<string, string | number | string[]> = {};
  for (const [name, value] of Object.entries(query)) {
    const field = name.startsWith('filter.') ? name.slice('filter.'.length) : null;
    if (field && value !== undefined) filter[field] = NUMBERS.has(field) ? Number([value].flat()[0]) : value;
  }
  const narrowed = Object.keys(filter).length > 0;
  const exclude = [query.exclude ?? []].flat();
  const but = exclude.length > 0 ? { exclude } : {};
  const [campaign_id] = [query.campaign_id ?? []].flat();
  const [indicator] = [query.indicator ?? []].flat();
  const ids = [query.ids ?? []].flat();
  if (campaign_id) return { campaign_id, ...(narrowed ? { filter } : {}), ...but };
  if (ids.length > 0) return { ids, ...but };
  if (indicator) return { indicator, ...but };
  return narrowed ? { filter, ...but } : null;
}

/** Where the accounts of a scope were chosen, to choose differently. */
export function scopeHref(scope: AskedScope): string {
  if ('campaign_id' in scope)
    return `/campaigns/${encodeURIComponent(scope.campaign_id)}/accounts${queryOf(scope.filter)}`;
  if ('indicator' in scope) return `/indicators/${encodeURIComponent(scope.indicator)}`;
  if ('ids' in scope) return '/accounts';
  return `/accounts${queryOf(scope.filter)}`;
}

/** As the lists have their filters in the address: several words are one parameter with commas. */
function queryOf(filter: Filter | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter ?? {})) {
    if (value !== null && value !== undefined && value !== '') search.set(name, [value].flat().join(','));
  }
  return search.size > 0 ? `?${search}` : '';
}

const FIELDS: Record<string, string> = {
  campaign: 'in a campaign',
  harvest: 'harvest share at least',
  innocent: 'looks innocent',
  membership: 'membership at least',
  q: 'beginning with',
};

/** The filter of a scope in words: "status active or suspended, membership at least 0.8". Empty when nothing narrows it. */
export function filterWords(filter: object | undefined): string {
  return Object.entries(filter ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([field, value]) => {
      const name = FIELDS[field] ?? spelled(field).toLowerCase();
      if (field === 'innocent') return name;
      if (field === 'campaign') return value === 'yes' ? name : 'in no campaign';
      return `${name} ${[value].flat().join(' or ')}`;
    })
    .join(', ');
}

/** What a frozen scope was, in words, without the name of a campaign. */
export function scopeWords(scope: BatchScope | { reverses: string; ids: string[] | null }): string {
  if ('reverses' in scope)
    return scope.ids ? `${scope.ids.length} chosen accounts of a batch` : 'all accounts of a batch';
  const less = scope.exclude?.length ? `, less ${scope.exclude.length} excluded by hand` : '';
  if ('campaign_id' in scope) {
    const narrowed = filterWords(scope.filter);
    return `${narrowed ? `members with ${narrowed}` : 'all members'}${less}`;
  }
  if ('indicator' in scope) return `accounts that show ${scope.indicator}${less}`;
  if ('ids' in scope)
    return `${scope.ids.length === 1 ? 'one account' : `${scope.ids.length} accounts`} by id${less}`;
  return `accounts with ${filterWords(scope.filter)}${less}`;
}
