import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { type Base, floorHour } from './base';
import { addHours, countHours, type Draft, type HourRow } from './draft';
import { hoursAsRead } from './hours-read';
import { setMembers } from './load-newcomers';
import type { Hours, Outcome } from './store';

/**
 * What a run found, ready to be stored. Hours up to the base are asked for (`older`) only where others stand. Needs the
 * temporary tables that {@link advance} leaves.
 */
export function outcomesOf(
  tx: PoolClient,
  base: Base,
  { until, drafts }: { until: number; drafts: readonly Draft[] },
  older: () => Promise<HourRow[][]>,
): Outcome[] {
  const sent = async (campaign: number, keys: readonly bigint[], after: number): Promise<HourRow[]> => {
    const groups = base.campaigns.length;
    await setMembers(
      tx,
      Array.from({ length: groups }, (_, i) => (i === campaign ? keys : [])),
    );
    return (await countHours(tx, [new Date(after), new Date(until)], groups))[campaign] ?? [];
  };
  return base.campaigns.map(({ scaffolds }, i) => {
    const draft = drafts[i] as Draft;
    const hours = async (without: readonly bigint[], standing: string | null): Promise<Hours> => {
      const source = sourceOf(base, i, without);
      const known = standing === source;
      const rows = known ? draft.hours : [...((await older())[i] ?? []), ...draft.hours];
      const start = floorHour(known ? base.at : base.since);
      const from = new Date(start);
      if (without.length === 0) return { rows: hoursAsRead(rows, draft.readings), from, source };
      // Of accounts that came after the base only what came after it was counted.
      const judged = new Set(base.campaigns[i]?.draft.members.map(({ key }) => key));
      const earlier = await sent(
        i,
        without.filter((key) => judged.has(key)),
        Math.max(base.since, start - 1),
      );
      const since = await sent(
        i,
        without.filter((key) => !judged.has(key)),
        base.at,
      );
      const left = addHours(addHours(rows, earlier, -1), since, -1);
      return { rows: hoursAsRead(left, draft.readings), from, source };
    };
    return { draft, scaffolds, hours };
  });
}

/** Hours that were written before they were read as what they are have another source. */
function sourceOf({ digest }: Base, campaign: number, without: readonly bigint[]): string {
  const hash = createHash('sha256').update(`read ${digest} ${campaign}`);
  for (const key of [...without].sort((a, b) => (a < b ? -1 : 1))) hash.update(` ${key}`);
  return hash.digest('base64url');
}
