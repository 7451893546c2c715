'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TriageAnswer, TriageResult } from '@/lib/model/console/alert';
import type { DismissOutcome } from '@/lib/model/verdict';
import { type Params, postJson } from './fetch';
import type { Cutoff } from './use-alerts';
import { askCounts } from './use-triage';

const NAMED_AT_ONCE = 500;

export type BatchScope =
  | { alerts: { id: string; version: number; campaign_version: number }[] }
  | { filter: Params; cutoff: Cutoff };

export type BatchAct =
  | { kind: 'assign'; assignee_id: string | null }
  | { kind: 'release' | 'wake' }
  | { kind: 'snooze'; until: string }
  | { kind: 'dismiss'; reason: string; outcome: DismissOutcome; duplicate_of?: string };

interface Batch {
  scope: BatchScope;
  act: BatchAct;
  /** Hears of what is done so far: it stays done when the connection is lost on the way. */
  onProgress: (results: readonly TriageResult[]) => void;
}

/** One act on many alerts, request after request until all of the scope was gone through. */
export function useTriageBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ scope, act, onProgress }: Batch): Promise<TriageResult[]> => {
      const results: TriageResult[] = [];
      for (const part of partsOf(scope)) {
        let after: string | null = null;
        do {
          const answer: TriageAnswer = await postJson('/api/console/alerts/triage', {
            scope: part,
            act,
            after,
          });
          results.push(...answer.results);
          onProgress([...results]);
          after = answer.next;
        } while (after !== null);
      }
      return results;
    },
    onSettled: () => {
      askCounts(client);
      void client.invalidateQueries({ queryKey: ['alerts', 'review'] });
      void client.invalidateQueries({ queryKey: ['campaigns'] });
    },
  });
}

/** A list of rows in parts that one request may name. */
function partsOf(scope: BatchScope): BatchScope[] {
  if (!('alerts' in scope)) return [scope];
  const parts = [];
  for (let from = 0; from < scope.alerts.length; from += NAMED_AT_ONCE) {
    parts.push({ alerts: scope.alerts.slice(from, from + NAMED_AT_ONCE) });
  }
  return parts;
}
