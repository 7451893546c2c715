import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { CAPABILITIES } from '@/lib/model/capability';
import { ALERT_SORTS, ALERT_VIEWS, DUE_FILTERS } from '@/lib/model/queue';
import { SEVERITIES } from '@/lib/model/verdict';
import type { Params } from '@/lib/queries/fetch';

/** What the address of the queue says; `alert` is the one in the panel. */
export const queueParams = {
  view: parseAsStringLiteral(ALERT_VIEWS).withDefault('open'),
  sort: parseAsStringLiteral(ALERT_SORTS).withDefault('severity'),
  kind: parseAsArrayOf(parseAsString).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  assignee: parseAsArrayOf(parseAsString).withDefault([]),
  capability: parseAsStringLiteral(CAPABILITIES),
  due: parseAsStringLiteral(DUE_FILTERS),
  alert: parseAsString,
};

export const loadQueueParams = createLoader(queueParams);
export type QueueParams = Awaited<ReturnType<typeof loadQueueParams>>;

/** The address as the question that server and browser ask alike. */
export function queueFilterOf(params: QueueParams): Params {
  const { view, sort, kind, severity, assignee, capability, due } = params;
  return {
    view,
    sort,
    ...(kind.length > 0 ? { kind } : {}),
    ...(severity.length > 0 ? { severity } : {}),
    ...(assignee.length > 0 ? { assignee } : {}),
    ...(capability ? { capability } : {}),
    ...(due ? { due } : {}),
  };
}
