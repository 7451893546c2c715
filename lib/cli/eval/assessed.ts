import { getPool } from '@/lib/db/pool';
import { findCampaigns } from '@/lib/detect/detect';
import { facts } from '@/lib/detect/group';
import { loadSnapshot } from '@/lib/detect/load';
import { loadRhythms } from '@/lib/detect/load-rhythm';
import type { Evidence } from '@/lib/model/campaign';

/** A group as detection assessed it, whether or not it was worth raising. */
export interface AssessedGroup {
  accounts: Set<string>;
  score: number;
  coordination: number;
  extraction: number;
  evidence: Pick<Evidence, 'signal' | 'log_odds'>[];
}

/** Every group that detection assesses at `until` (milliseconds), best first. Writes nothing. */
export async function assessedGroups(until: number, windowDays: number): Promise<AssessedGroup[]> {
  const tx = await getPool().connect();
  try {
    await tx.query('BEGIN');
    const { world, exchanges } = await loadSnapshot(tx, until, windowDays);
    const found = await findCampaigns(world, (groups) => loadRhythms(tx, world, exchanges, groups));
    return found.map(({ group, assessment }) => ({
      accounts: new Set(group.members.map(({ account }) => facts(world, account).id)),
      score: assessment.score,
      coordination: assessment.coordination,
      extraction: assessment.extraction,
      evidence: assessment.evidence.map(({ signal, log_odds }) => ({ signal, log_odds })),
    }));
  } finally {
    await tx.query('ROLLBACK').catch(() => {});
    tx.release();
  }
}
