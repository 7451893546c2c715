import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { changeAlert, LET_GO, lockOpen } from './change';

/**
 * Gives a claimed alert back to everybody before its claim runs out. Anybody who triages may: the holder may have gone
 * home. To whom it is assigned stays. RetortError `not_found`, `conflict`, `precondition`.
 */
export const releaseAlert = defineVerb({
  name: 'alert.release',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version: seen }, work) {
    const before = await lockOpen(work, id, seen);
    if (before.holder_id === null) throw new RetortError('precondition', 'Nobody holds this alert.');
    return { id, claim: null, version: await changeAlert(work, before, LET_GO) };
  },
});
