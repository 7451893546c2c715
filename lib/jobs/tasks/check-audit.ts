import { log } from '@/lib/jobs/log';
import { recordCheck } from '@/lib/services/audit/record-check';
import { verifyWholeAudit } from '@/lib/services/audit/verify';

const context = { actor: { kind: 'system', name: 'Retort' } } as const;

/** Checks the whole audit log and writes the outcome into it; what is wrong is in the worker's log too. */
export async function checkAudit(): Promise<void> {
  const { known: _known, ...found } = await verifyWholeAudit(context);
  for (const { says } of found.faults) log.error({ check: 'audit' }, says);
  await recordCheck(found, context);
}
