import { z } from 'zod';
import { ROLES } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { lockUser, requireAnotherAdmin, userRef } from './administer';

/** Changes what a person may do. It holds from their next request on. */
export const changeUserRole = defineVerb({
  name: 'user.change_role',
  right: 'user.manage',
  fresh: true,
  input: userRef.and(z.object({ role: z.enum(ROLES) })),
  async run({ role, ...ref }, { tx, now, audit }) {
    const user = await lockUser(tx, ref);
    if (user.role === role)
      throw new RetortError('precondition', `${user.email} has the role ${role} already.`);
    await requireAnotherAdmin(tx, user);
    await tx.query('UPDATE auth_user SET role = $2, updated_at = $3 WHERE id = $1', [user.id, role, now]);
    audit({ entity: 'user', entityId: user.id, before: { role: user.role }, after: { role } });
    return { id: user.id, email: user.email, role };
  },
});
