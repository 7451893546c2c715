'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useRef } from 'react';
import type { Included } from '@/components/batch/innocent-list';
import { useDraft } from '@/components/decision/use-draft';
import { useSettled } from '@/components/ui/use-settled';
import type { BatchWhole } from '@/lib/model/batch';
import { BATCH_POLICIES, SCHEDULE_MODES } from '@/lib/model/batch-moves';
import type { OrderKind } from '@/lib/model/moves';
import { useBatchPlan } from '@/lib/queries/use-batches';

export const WIZARD_STEPS = ['whom', 'reason', 'confirm'] as const;
/** What can be begun; reinstating is asked for on the batch that is taken back. */
export const BEGUN_KINDS = ['verify', 'throttle', 'suspend', 'ban'] as const satisfies readonly OrderKind[];

const wizardParams = {
  step: parseAsStringLiteral(WIZARD_STEPS).withDefault('whom'),
  kind: parseAsStringLiteral(BEGUN_KINDS).withDefault('ban'),
  policy: parseAsStringLiteral(BATCH_POLICIES),
  when: parseAsStringLiteral(SCHEDULE_MODES).withDefault('now'),
  /** In UTC, as a field for a local time writes it: "2026-11-16T02:10". */
  starts: parseAsString.withDefault(''),
  ends: parseAsString.withDefault(''),
};

/** What is chosen so far: step, kind, policy and schedule in the address, words and ticks kept in the tab. */
export function useWizard(batch: BatchWhole) {
  const [params, setParams] = useQueryStates(wizardParams, { history: 'push' });
  const first = useRef(params.step);
  const [reason, setReason, dropReason] = useDraft(`batch:${batch.id}`);
  const [ticked, setTicked, dropTicked] = useDraft(`batch-innocent:${batch.id}`);
  const included = includedOf(ticked);
  const choice = { kind: params.kind, include_innocent: included, exclude: [] };
  // Ticking quickly asks once.
  const settled = useSettled(JSON.stringify(choice), 200);
  const plan = useBatchPlan(batch.id, batch.version, JSON.parse(settled), batch.frozen_at !== null);
  return {
    params,
    set: (change: Partial<{ [K in keyof typeof params]: (typeof params)[K] | null }>) =>
      void setParams(change),
    /** The step stands as the page opened it: the focus is left where it is. */
    untouched: first.current === params.step,
    reason,
    setReason,
    included,
    setIncluded: (next: Included) => setTicked(Array.isArray(next) ? JSON.stringify(next) : next),
    plan: plan.data,
    planError: plan.error,
    /** The plan is that of an earlier choice. */
    planStale: plan.isPlaceholderData || settled !== JSON.stringify(choice),
    choice,
    schedule: {
      mode: params.when,
      starts_at: params.when === 'now' ? null : utc(params.starts),
      ends_at: params.when === 'spread' ? utc(params.ends) : null,
    },
    forget: () => {
      dropReason();
      dropTicked();
    },
  };
}

export type Wizard = ReturnType<typeof useWizard>;

function includedOf(kept: string): Included {
  if (kept === 'all' || kept === '' || kept === 'none') return kept === 'all' ? 'all' : 'none';
  try {
    const ids: unknown = JSON.parse(kept);
    return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : 'none';
  } catch {
    return 'none';
  }
}

function utc(local: string): string | null {
  const time = Date.parse(`${local}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
