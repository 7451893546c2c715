import type { Actor } from '@/lib/model/access';
import type { AlertFilter, AlertView } from '@/lib/model/console/alert';

const DAY_MS = 24 * 3_600_000;

/** What the person who asks has as id in assignee_id and holder_id; nobody's for keys and the system. */
export function selfId(actor: Actor): string {
  return actor.kind === 'person' ? actor.id : '';
}

/** Who asks and when, and how a value gets its place ("$1") among the parameters. */
export interface Asking {
  self: string;
  now: Date;
  place: (value: unknown) => string;
}

/** That nobody holds alert `a` at `now`, which is a place such as "$1". */
export function freeAt(now: string): string {
  return `(a.held_until IS NULL OR a.held_until <= ${now})`;
}

/** The condition of a tab on alert `a`. What is snoozed is in no other tab until it wakes. */
export function viewCondition(view: AlertView, { self, now, place }: Asking): string {
  if (view === 'decided') return "a.status <> 'open'";
  const at = `${place(now)}::timestamptz`;
  if (view === 'snoozed') return `a.status = 'open' AND a.snoozed_until > ${at}`;
  const awake = `a.status = 'open' AND (a.snoozed_until IS NULL OR a.snoozed_until <= ${at})`;
  switch (view) {
    case 'open':
      return awake;
    case 'mine': {
      const me = `${place(self)}::text`;
      return `${awake} AND (a.assignee_id = ${me} OR (a.holder_id = ${me} AND a.held_until > ${at})
        OR a.campaign_id IN (SELECT campaign_id FROM campaign_watch WHERE person_id = ${me}))`;
    }
    case 'unclaimed':
      return `${awake} AND a.assignee_id IS NULL AND ${freeAt(at)}`;
  }
}

/** The conditions of a filter on alert `a` and its campaign `c`, its tab among them. */
export function filterConditions(filter: AlertFilter, asking: Asking): string {
  return [viewCondition(filter.view, asking), ...narrowings(filter, asking)].join(' AND ');
}

/** The conditions of a filter without its tab. */
export function narrowings(filter: Omit<AlertFilter, 'view' | 'sort'>, { now, place }: Asking): string[] {
  const conditions = [];
  if (filter.kind !== undefined) conditions.push(`a.kind = ANY(${place([filter.kind].flat())})`);
  if (filter.severity !== undefined) conditions.push(`a.severity = ANY(${place([filter.severity].flat())})`);
  if (filter.assignee !== undefined)
    conditions.push(`a.assignee_id = ANY(${place([filter.assignee].flat())})`);
  if (filter.due) conditions.push(`a.due_at < ${place(dueBefore(filter.due, now))}`);
  if (filter.capability)
    conditions.push(`coalesce((c.capabilities ->> ${place(filter.capability)})::float8, 0) >= 0.2`);
  return conditions;
}

function dueBefore(due: NonNullable<AlertFilter['due']>, now: Date): Date {
  switch (due) {
    case 'late':
      return now;
    case 'today':
      return new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);
    case 'week':
      return new Date(now.getTime() + 7 * DAY_MS);
  }
}

/** Parameters and the `place` that pushes onto them. */
export function parameters(): { params: unknown[]; place: Asking['place'] } {
  const params: unknown[] = [];
  return { params, place: (value) => `$${params.push(value)}` };
}

/** How urgent, as a number that sorts. */
export const SEVERITY_RANK =
  "(CASE a.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END)";
