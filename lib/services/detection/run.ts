import { z } from 'zod';
import { performRun } from '@/lib/detect/run';
import { defineVerb } from '@/lib/services/verb';

const DAY = 86_400_000;

/** What a run answers, on the command line and to the worker. */
export interface RunReceipt {
  run_id: string;
  seconds: number;
  exchanges: number;
  accounts: number;
  campaigns: number;
}

/**
 * One detection run over what was known at `until` (default: now), looking back `window_days`. Running it again on the
 * same records changes no campaign, event or alert. Errors as for every verb;
 */
export const runDetectionVerb = defineVerb({
  name: 'detection.run',
  right: 'detect',
  input: z.object({
    until: z.date().optional(),
    window_days: z.number().int().min(1).max(400).default(30),
    /** Judge everything anew, also where the last run left what is needed. The findings are the same. */
    full: z.boolean().default(false),
  }),
  run: async (input, { tx, now, newId, audit }): Promise<RunReceipt> => {
    const started = performance.now();
    const until = input.until ?? now;
    const runId = `run_${newId()}`;
    const { judgedAt, anew, ...counts } = await performRun(tx, {
      runId,
      until,
      windowDays: input.window_days,
      now,
      full: input.full,
    });
    audit({
      entity: 'detection_run',
      entityId: runId,
      after: {
        until: until.toISOString(),
        window_days: input.window_days,
        window_from: new Date(until.getTime() - input.window_days * DAY).toISOString(),
        judged_at: judgedAt.toISOString(),
        judged_anew: anew,
        ...counts,
      },
    });
    return { run_id: runId, seconds: Math.round(performance.now() - started) / 1000, ...counts };
  },
});
