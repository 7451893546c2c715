import { type Actor, ROLES, type Role } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { authenticateKey } from '@/lib/services/key/authenticate';
import { getAuth } from './auth';
import { isSameOrigin } from './same-origin';

/** The person whose session cookie these headers carry, or null. Reads the database every time. */
export async function personOf(headers: Headers): Promise<Actor | null> {
  const found = await getAuth().api.getSession({ headers });
  if (!found || found.user.banned) return null;
  const { id, name, email, role } = found.user;
  return isRole(role) ? { kind: 'person', id, name, email, role } : null;
}

/**
 * Who makes this request: the API key in `Authorization: Bearer …`, else the person of the session cookie.
 * RetortError `unauthenticated` when neither holds, `forbidden` when a cookie comes with a change from another site.
 */
export async function actorOf(request: Request): Promise<Actor> {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (bearer) {
    const key = await authenticateKey(bearer);
    if (key) return key;
    throw new RetortError('unauthenticated', 'This API key is unknown, revoked or expired.');
  }
  const person = request.headers.has('cookie') ? await personOf(request.headers) : null;
  if (!person)
    throw new RetortError('unauthenticated', 'Sign in, or send an API key as "Authorization: Bearer KEY".');
  if (!isSameOrigin(request)) {
    throw new RetortError(
      'forbidden',
      'A change with a session must come from the console itself. Use an API key.',
    );
  }
  return person;
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}
