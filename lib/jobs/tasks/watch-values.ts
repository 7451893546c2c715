import { drawIndicators, indicatorsAreDue } from '@/lib/services/indicator/draw';
import { findHits } from '@/lib/services/indicator/find-hits';

/** Counts who shows which value when a run has ended, and looks for new accounts with watched values. */
export async function watchValues(): Promise<{ counted: boolean; hits: number }> {
  const counted = await indicatorsAreDue();
  if (counted) await drawIndicators();
  return { counted, hits: await findHits() };
}
