import { z } from 'zod';
import { ROLES } from '@/lib/model/access';
import { storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { insertUser, userEmail } from './insert';

/** Lets a person sign in. The answer holds a one-time password that is kept nowhere. */
export const addUser = defineVerb({
  name: 'user.add',
  right: 'user.manage',
  fresh: true,
  input: z.object({
    email: userEmail,
    role: z.enum(ROLES),
    name: storableText.trim().min(1).max(100).optional(),
  }),
  async run({ email, role, name }, work) {
    // Waits for a colleague who is adding somebody, so that the same address is never added twice.
    await work.tx.query('LOCK TABLE auth_user IN SHARE ROW EXCLUSIVE MODE');
    const { rowCount } = await work.tx.query('SELECT 1 FROM auth_user WHERE email = $1', [email]);
    if (rowCount) throw new RetortError('precondition', `${email} can sign in already.`, { email });
    return insertUser({ email, role, name: name ?? nameFrom(email) }, work);
  },
});

/** "dana.okafor@example.org" → "Dana Okafor". */
function nameFrom(email: string): string {
  const words = (email.split('@')[0] ?? email).split(/[._+-]+/).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || email;
}
