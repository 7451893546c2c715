import { type AlertFilter, alertFilter } from '@/lib/model/console/alert';

const LISTS = new Set(['kind', 'severity', 'assignee']);

/** The filter of the queue that an address's query says (lists with commas); null when it says none that is valid. */
export function filterOfQuery(query: string): AlertFilter | null {
  const entries = [...new URLSearchParams(query)].map(([name, value]) => [
    name,
    LISTS.has(name) ? value.split(',').filter(Boolean) : value,
  ]);
  const parsed = alertFilter.safeParse(Object.fromEntries(entries));
  return parsed.success ? parsed.data : null;
}
