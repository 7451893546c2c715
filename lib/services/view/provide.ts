import { getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import { saveView } from './save';
import { shareView } from './share';

const RETORT: Actor = { kind: 'system', name: 'Retort' };

/** Views of the queue that most people make first. */
const FIRST = [
  { name: 'Due today', query: 'due=today' },
  { name: 'Critical, unclaimed', query: 'view=unclaimed&severity=critical' },
  { name: 'Successors', query: 'kind=successor' },
];

/** Gives everybody a few shared views where nobody has made one yet, so that the rail shows what they are. */
export async function provideViews(): Promise<void> {
  const { rowCount } = await getPool().query('SELECT 1 FROM saved_view LIMIT 1');
  if (rowCount) return;
  for (const view of FIRST) {
    const { id, version } = await saveView({ ...view, page: 'queue' }, { actor: RETORT });
    await shareView({ id, version, shared: true }, { actor: RETORT });
  }
}
