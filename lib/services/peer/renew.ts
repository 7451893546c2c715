import type { NewPeer } from '@/lib/model/console/sharing';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import { insertKey } from '@/lib/services/key/insert';
import { defineVerb } from '@/lib/services/verb';
import { audited, endOf, keyEnd, peerSeen, peerView, readPeer } from './row';

/**
 * Gives a peer a new key, whose secret is in the answer only; the one before stops working at once. RetortError `not_found`,
 * `conflict`, `invalid` for an end that is over.
 */
export const renewPeer = defineVerb({
  name: 'peer.renew',
  right: 'peer.manage',
  fresh: true,
  input: peerSeen.extend({ expires_at: keyEnd }),
  async run({ id, version, expires_at }, { tx, actor, now, newId, audit }): Promise<NewPeer> {
    await lockSeen(tx, 'peer', { key: id, id, seen: version, now });
    const before = await readPeer(tx, id);
    const expires = endOf(expires_at, now);
    const by = describeActor(actor).name;
    const made = await insertKey(tx, {
      id: newId(),
      name: `Peer: ${before.name}`,
      scopes: ['share'],
      expires,
      by,
      now,
    });
    await tx.query('UPDATE peer SET key_id = $2, version = version + 1 WHERE id = $1', [id, made.id]);
    await tx.query(
      'UPDATE api_key SET revoked_at = coalesce(revoked_at, $2), version = version + 1 WHERE id = $1',
      [before.key_id, now],
    );
    const after = await readPeer(tx, id);
    audit({
      entity: 'peer',
      entityId: id,
      before: { ...audited(before), key_id: before.key_id },
      after: { ...audited(after), key_id: made.id },
    });
    return { ...peerView(after, now), key: made.key };
  },
});
