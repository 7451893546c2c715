import { createLoader, parseAsArrayOf, parseAsString } from 'nuqs/server';
import type { Params } from '@/lib/queries/fetch';

/** What the address of the audit log says. `from` and `to` are days, both whole. */
export const auditParams = {
  actor: parseAsString.withDefault(''),
  verb: parseAsArrayOf(parseAsString).withDefault([]),
  entity: parseAsString.withDefault(''),
  thing: parseAsString.withDefault(''),
  from: parseAsString.withDefault(''),
  to: parseAsString.withDefault(''),
  entry: parseAsString.withDefault(''),
};

export const loadAuditParams = createLoader(auditParams);
export type AuditParams = Awaited<ReturnType<typeof loadAuditParams>>;

/** The address as the question that server and browser ask alike; a day that is none narrows nothing. */
export function auditFilterOf({ actor, verb, entity, thing, from, to }: Omit<AuditParams, 'entry'>): Params {
  return {
    ...(actor ? { actor } : {}),
    ...(verb.length > 0 ? { verb } : {}),
    ...(entity ? { entity } : {}),
    ...(thing ? { entity_id: thing } : {}),
    ...dayBound('from', from, 0),
    ...dayBound('to', to, 1),
  };
}

const DAY_MS = 86_400_000;

function dayBound(name: 'from' | 'to', day: string, later: number): Params {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;
  return Number.isNaN(start) ? {} : { [name]: new Date(start + later * DAY_MS).toISOString() };
}
