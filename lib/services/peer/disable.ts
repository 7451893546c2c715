import type { PeerRow } from '@/lib/model/console/sharing';
import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { audited, peerSeen, peerView, readPeer } from './row';

/** Has a peer read nothing from its next request on, until it is enabled again. RetortError `not_found`, `conflict`, `precondition`. */
export const disablePeer = defineVerb({
  name: 'peer.disable',
  right: 'peer.manage',
  input: peerSeen,
  async run({ id, version }, { tx, now, audit }): Promise<PeerRow> {
    await lockSeen(tx, 'peer', { key: id, id, seen: version, now });
    const before = await readPeer(tx, id);
    if (before.disabled_at) throw new RetortError('precondition', `"${before.name}" is disabled already.`);
    await tx.query('UPDATE peer SET disabled_at = $2, version = version + 1 WHERE id = $1', [id, now]);
    const after = await readPeer(tx, id);
    audit({ entity: 'peer', entityId: id, before: audited(before), after: audited(after) });
    return peerView(after, now);
  },
});
