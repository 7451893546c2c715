import { recordDisk } from '@/lib/db/disk';
import { getPool } from '@/lib/db/pool';
import { analyzeGrown } from '@/lib/db/statistics';

/** Statistics for the planner where much came in, and how much room the database takes. Answers what was analyzed. */
export async function keepHouse(now: Date = new Date()): Promise<string[]> {
  const analyzed = await analyzeGrown(getPool());
  await recordDisk(getPool(), now);
  return analyzed;
}
