import { getPool } from '@/lib/db/pool';
import { accountKey } from '@/lib/model/hash';
import { SYSTEM, T0 } from '@/lib/services/fixture';
import { acceptIntel } from './accept';
import { addIntelSource } from './add-source';

/** For tests: an indicator that `arrangeIntel` makes. */
export const SHARED_INDICATOR = 'indicator--00000000-0000-4000-8000-000000000001';

/** A collection `west` that is polled, with an indicator that the account matches, and a bundle `bundle-1` that waits to be read. */
export async function arrangeIntel(account: string): Promise<void> {
  await addIntelSource(
    { kind: 'taxii', name: 'Lab of the West', url: 'https://taxii.example.org/api/', collection: 'c-1' },
    { actor: SYSTEM, newId: () => 'west' },
  );
  await getPool().query(
    `INSERT INTO intel_indicator (source_id, id, created, modified, revoked, name, pattern, confidence, valid_from, valid_until, tlp, ways,
                                  received_at, hits, campaign)
     VALUES ('west', $1, $2, $2, false, 'A network', '[autonomous-system:number = 64500]', 0.8, $2, $2::timestamptz + interval '900 days',
             'TLP:GREEN', 1, $2, 1, 'Grey Heron')`,
    [SHARED_INDICATOR, T0],
  );
  await getPool().query("INSERT INTO intel_hit VALUES ('west', $1, $2, $3, $3)", [
    SHARED_INDICATOR,
    accountKey(account),
    T0,
  ]);
  let count = 0;
  await acceptIntel(
    { source: 'Lab of the North', bytes: new TextEncoder().encode('{}'), way: 'command' },
    { actor: SYSTEM, newId: () => (count++ === 0 ? 'north' : 'bundle-1') },
  );
}
