import { z } from 'zod';
import type { Role } from '@/lib/model/access';
import type { VerbWork } from '@/lib/services/verb';
import { oneTimePassword } from './one-time-password';
import { writePassword } from './password';

/** An e-mail address as people sign in with it: lower case. */
export const userEmail = z.string().trim().toLowerCase().pipe(z.email().max(200));

export interface UserAdded {
  id: string;
  email: string;
  role: Role;
  /** Shown once; only its scrypt hash is kept. */
  password: string;
}

interface NewUser {
  email: string;
  name: string;
  role: Role;
}

/** Writes a person with a fresh password and audits it. The caller has made sure that the address is free. */
export async function insertUser({ email, name, role }: NewUser, work: VerbWork): Promise<UserAdded> {
  const { tx, now, newId, audit } = work;
  const id = newId();
  const password = oneTimePassword();
  await tx.query(
    `INSERT INTO auth_user (id, name, email, email_verified, role, created_at, updated_at)
     VALUES ($1, $2, $3, true, $4, $5, $5)`,
    [id, name, email, role, now],
  );
  await writePassword(work, id, password);
  audit({ entity: 'user', entityId: id, before: null, after: { email, name, role } });
  return { id, email, role, password };
}
