import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { CAPABILITIES } from '@/lib/model/capability';
import { SEVERITIES } from '@/lib/model/verdict';
import type { Params } from '@/lib/queries/fetch';

/** What the address of the queue says; `alert` is the one in the panel. */
export const queueParams = {
  view: parseAsStringLiteral(['open', 'mine', 'unclaimed', 'decided'] as const).withDefault('open'),
  sort: parseAsStringLiteral(['severity', 'newest', 'due'] as const).withDefault('severity'),
  kind: parseAsArrayOf(parseAsString).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  capability: parseAsStringLiteral(CAPABILITIES),
  due: parseAsStringLiteral(['week'] as const),
  alert: parseAsString,
};

export const loadQueueParams = createLoader(queueParams);
export type QueueParams = Awaited<ReturnType<typeof loadQueueParams>>;

/** The address as the question that server and browser ask alike. */
export function queueFilterOf(params: QueueParams): Params {
  const { view, sort, kind, severity, capability, due } = params;
  return {
    view,
    sort,
    ...(kind.length > 0 ? { kind } : {}),
    ...(severity.length > 0 ? { severity } : {}),
    ...(capability ? { capability } : {}),
    ...(due ? { due } : {}),
  };
}
