import { type RunReceipt, runDetectionVerb } from '@/lib/services/detection/run';
import { apart } from './apart';
import { WORKER } from './world';

/** Runs detection over what is known now, in a thread of its own. Errors are the run's own. */
export function detectApart(): Promise<RunReceipt> {
  return apart('detect', () => runDetectionVerb({}, { actor: WORKER }));
}
