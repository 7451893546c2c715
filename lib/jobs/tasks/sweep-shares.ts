import { transaction } from '@/lib/db/pool';
import { askToSettle } from '@/lib/services/share/row';
import { dueCampaigns } from '@/lib/services/share/settle';

/**
 * Asks for every campaign with something to publish or to take back: what was asked for before the first worker ran, what a killed one
 * left, and campaigns that stopped standing in another way than by a decision. Answers how many.
 */
export async function sweepShares(): Promise<number> {
  const due = await dueCampaigns();
  for (const id of due) await transaction((tx) => askToSettle(tx, id));
  return due.length;
}
