import type { z } from 'zod';
import type { Actor } from '@/lib/model/access';
import type { AlertView, alertFilter } from '@/lib/model/console/alert';

/** What the person who asks has as id in assignee_id; nobody's for keys and the system. */
export function selfId(actor: Actor): string {
  return actor.kind === 'person' ? actor.id : '';
}

/** The condition of a tab on alert `a`; `self` gives the place of the asking person's id, such as "$1", when it is needed. */
export function viewCondition(view: AlertView, self: () => string): string {
  switch (view) {
    case 'open':
      return "a.status = 'open'";
    case 'mine':
      return `a.status = 'open' AND a.assignee_id = ${self()}`;
    case 'unclaimed':
      return "a.status = 'open' AND a.assignee_id IS NULL";
    case 'decided':
      return "a.status <> 'open'";
  }
}

/** The conditions of a filter on alert `a` and its campaign `c`; pushes their values onto `params`. */
export function filterConditions(
  filter: z.output<typeof alertFilter>,
  self: string,
  params: unknown[],
): string {
  const place = (value: unknown) => `$${params.push(value)}`;
  const conditions = [viewCondition(filter.view, () => place(self))];
  if (filter.kind !== undefined) conditions.push(`a.kind = ANY(${place([filter.kind].flat())})`);
  if (filter.severity !== undefined) conditions.push(`a.severity = ANY(${place([filter.severity].flat())})`);
  if (filter.due) conditions.push("a.due_at < now() + interval '7 days'");
  if (filter.capability)
    conditions.push(`coalesce((c.capabilities ->> ${place(filter.capability)})::float8, 0) >= 0.2`);
  return conditions.join(' AND ');
}

/** How urgent, as a number that sorts. */
export const SEVERITY_RANK =
  "(CASE a.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END)";
