import type { PeerRow } from '@/lib/model/console/sharing';
import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { audited, peerSeen, peerView, readPeer } from './row';

/** Lets a disabled peer read again with the key it has. RetortError `not_found`, `conflict`, `precondition`. */
export const enablePeer = defineVerb({
  name: 'peer.enable',
  right: 'peer.manage',
  fresh: true,
  input: peerSeen,
  async run({ id, version }, { tx, now, audit }): Promise<PeerRow> {
    await lockSeen(tx, 'peer', { key: id, id, seen: version, now });
    const before = await readPeer(tx, id);
    if (!before.disabled_at) throw new RetortError('precondition', `"${before.name}" is not disabled.`);
    await tx.query('UPDATE peer SET disabled_at = NULL, version = version + 1 WHERE id = $1', [id]);
    const after = await readPeer(tx, id);
    audit({ entity: 'peer', entityId: id, before: audited(before), after: audited(after) });
    return peerView(after, now);
  },
});
