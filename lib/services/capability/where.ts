import type { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { CampaignStatus } from '@/lib/model/campaign';
import type { capabilityFilter } from '@/lib/model/console/capability';
import { PATHWAYS } from '@/lib/model/records';

export type CapabilityFilter = z.output<typeof capabilityFilter>;

const DAY_MS = 86_400_000;
const STANDING: readonly CampaignStatus[] = ['suspected', 'confirmed', 'contained'];

/** Where filters meet the rollups: parameters in a fixed order, null where nothing is asked. */
export interface Where {
  /** Statuses, model names, pathway indexes. */
  statuses: readonly CampaignStatus[];
  models: string[] | null;
  pathways: number[] | null;
}

export function whereOf(filter: CapabilityFilter): Where {
  const models = [filter.model ?? []].flat();
  const pathways = [filter.pathway ?? []].flat();
  const statuses = [filter.status ?? []].flat();
  return {
    statuses: statuses.length > 0 ? statuses : STANDING,
    models: models.length > 0 ? models : null,
    // An unknown word matches nothing, not everything; -1 is what the rollups have for "the record did not say".
    pathways: pathways.length > 0 ? pathways.map(pathwayIndex) : null,
  };
}

function pathwayIndex(word: string): number {
  if (word === 'unknown') return -1;
  const index = (PATHWAYS as readonly string[]).indexOf(word);
  return index < 0 ? -2 : index;
}

/** The SQL that keeps rows of a rollup with model_key and pathway; $models and $pathways are parameter numbers. */
export function narrowed(alias: string, models: number, pathways: number): string {
  return `($${models}::text[] IS NULL OR ${alias}.model_key IN (SELECT key FROM model WHERE name = ANY($${models}::text[])))
          AND ($${pathways}::smallint[] IS NULL OR ${alias}.pathway = ANY($${pathways}::smallint[]))`;
}

export interface Days {
  /** First and last day in UTC, as ms at their midnight. */
  from: number;
  to: number;
}

/** The first and last day with traffic; null while there is none. */
export async function dataSpan(): Promise<Days | null> {
  const { rows } = await getPool().query<{ from: string | null; to: string | null }>(
    'SELECT min(day)::text AS from, max(day)::text AS to FROM capability_day',
  );
  const { from, to } = rows[0] ?? { from: null, to: null };
  return from && to ? { from: Date.parse(from), to: Date.parse(to) } : null;
}

/** The days asked for, within those there are. */
export function daysOf({ from, to }: Pick<CapabilityFilter, 'from' | 'to'>, span: Days): Days {
  const end = Math.min(to ? Date.parse(to) : span.to, span.to);
  return { from: Math.min(Math.max(from ? Date.parse(from) : span.from, span.from), end), to: end };
}

export function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The instant after the last of the days. */
export function endOf({ to }: Days): Date {
  return new Date(to + DAY_MS);
}

export { DAY_MS };
