'use client';

import { useState } from 'react';
import { NOTHING, rangedTo, type Selection, toggled } from '@/components/tables/selection';
import type { AlertRow } from '@/lib/model/console/alert';
import type { Params } from '@/lib/queries/fetch';
import type { Cutoff } from '@/lib/queries/use-alerts';
import type { BatchScope } from '@/lib/queries/use-triage-batch';

/** Everything that a filter matched at a moment, with how many that were. */
interface Whole {
  filter: Params;
  cutoff: Cutoff;
  total: number;
}

/** Which rows of the queue are selected: some by name with the versions seen, or all that a filter matched at a moment. */
export function useSelection(rows: readonly AlertRow[], filter: Params) {
  const of = JSON.stringify(filter);
  const [kept, setKept] = useState<{ of: string; some: Selection; whole: Whole | null }>();
  const { some, whole } = kept?.of === of ? kept : { some: NOTHING, whole: null };
  const set = (next: Selection, all: Whole | null = null) => setKept({ of, some: next, whole: all });
  const shown = rows.map(({ id }) => id);
  const chosen = rows.filter(({ id }) => some.ids.has(id));
  const scope: BatchScope = whole
    ? { filter: whole.filter, cutoff: whole.cutoff }
    : {
        // The alerts of one campaign stay together, also where a long list goes out in parts.
        alerts: chosen
          .toSorted((a, b) => (a.campaign.id < b.campaign.id ? -1 : 1))
          .map(({ id, version, campaign }) => ({ id, version, campaign_version: campaign.version })),
      };
  return {
    ids: some.ids,
    whole,
    size: whole?.total ?? chosen.length,
    /** All rows that are shown are selected. */
    full: chosen.length > 0 && chosen.length === rows.length,
    scope,
    toggle: (id: string, range = false) => set(range ? rangedTo(some, id, shown) : toggled(some, id)),
    /** From the row that one comes from to the one that one goes to. */
    extend: (from: string, to: string) =>
      set(rangedTo(some.anchor === null ? toggled(NOTHING, from) : some, to, shown)),
    takeShown: () => set({ ids: new Set(shown), anchor: null }),
    takeWhole: (all: Whole) => set({ ids: new Set(shown), anchor: null }, all),
    choose: (ids: readonly string[]) => set({ ids: new Set(ids), anchor: null }),
    clear: () => set(NOTHING),
  };
}

export type QueueSelection = ReturnType<typeof useSelection>;
