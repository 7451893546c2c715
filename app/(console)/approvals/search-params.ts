import { createLoader, parseAsString } from 'nuqs/server';

/** What the address of the approvals says: the request that is looked at; without one the oldest. */
export const approvalParams = { batch: parseAsString.withDefault('') };

export const loadApprovalParams = createLoader(approvalParams);

/** What waits; the same question on the server and in the browser. */
export const WAITING = { status: 'waiting' } as const;
