import { z } from 'zod';
import type { NewPeer } from '@/lib/model/console/sharing';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { insertKey } from '@/lib/services/key/insert';
import { defineVerb } from '@/lib/services/verb';
import { audited, endOf, keyEnd, peerFields, peerView, readPeer } from './row';

/**
 * Adds another provider that may read what is shared here up to a marking, and makes its key, whose secret is in the answer only.
 * RetortError `conflict` for a name that is taken, `invalid` for an end that is over.
 */
export const addPeer = defineVerb({
  name: 'peer.add',
  right: 'peer.manage',
  fresh: true,
  input: z.object({
    name: peerFields.name,
    contact: peerFields.contact.default(''),
    clearance: peerFields.clearance,
    expires_at: keyEnd,
  }),
  async run({ name, contact, clearance, expires_at }, { tx, actor, now, newId, audit }): Promise<NewPeer> {
    const expires = endOf(expires_at, now);
    const by = describeActor(actor).name;
    const id = newId();
    const made = await insertKey(tx, {
      id: newId(),
      name: `Peer: ${name}`,
      scopes: ['share'],
      expires,
      by,
      now,
    });
    const { rowCount } = await tx.query(
      `INSERT INTO peer (id, name, contact, clearance, key_id, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (name) DO NOTHING`,
      [id, name, contact, clearance, made.id, by, now],
    );
    if (!rowCount) throw new RetortError('conflict', `There is a peer named "${name}" already.`, { name });
    const peer = await readPeer(tx, id);
    audit({ entity: 'peer', entityId: id, before: null, after: { ...audited(peer), key_id: made.id } });
    return { ...peerView(peer, now), key: made.key };
  },
});
