import type { PeerRow } from '@/lib/model/console/sharing';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { audited, peerFields, peerSeen, peerView, readPeer } from './row';

/** Changes whom to ask at a peer and how much it may read. What it has read it keeps. RetortError `not_found`, `conflict`. */
export const changePeer = defineVerb({
  name: 'peer.change',
  right: 'peer.manage',
  fresh: true,
  input: peerSeen.extend({ contact: peerFields.contact, clearance: peerFields.clearance }),
  async run({ id, version, contact, clearance }, { tx, now, audit }): Promise<PeerRow> {
    await lockSeen(tx, 'peer', { key: id, id, seen: version, now });
    const before = await readPeer(tx, id);
    await tx.query('UPDATE peer SET contact = $2, clearance = $3, version = version + 1 WHERE id = $1', [
      id,
      contact,
      clearance,
    ]);
    const after = await readPeer(tx, id);
    audit({ entity: 'peer', entityId: id, before: audited(before), after: audited(after) });
    return peerView(after, now);
  },
});
