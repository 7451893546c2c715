import { getPool } from '@/lib/db/pool';
import {
  type Actor,
  FRESH_MINUTES,
  ROLES,
  type Role,
  SIGN_IN_METHODS,
  type SignInMethod,
} from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { authenticateKey } from '@/lib/services/key/authenticate';
import { readSetting } from '@/lib/services/setting/read';
import { getAuth } from './auth';
import { isSameOrigin } from './same-origin';

const MINUTE_MS = 60_000;
/** How exactly a session says when it was last used. */
const SEEN_EVERY_MS = 5 * MINUTE_MS;

/** Somebody with a session. */
export interface SignedIn {
  actor: Actor & { kind: 'person' };
  /** Whether they must add a second factor before anything else: one is required, and this session was had without. */
  mustProtect: boolean;
}

/** Whose session cookie these headers carry, or null. Reads the database every time. */
export async function signedIn(headers: Headers, now: Date = new Date()): Promise<SignedIn | null> {
  const found = await getAuth().api.getSession({ headers });
  if (!found || found.user.banned) return null;
  const { id, name, email, role } = found.user;
  if (!isRole(role)) return null;
  const { session } = found;
  const method = isMethod(session.method) ? session.method : 'password';
  await noteSeen(session.id, session.seenAt ?? null, now);
  const fresh =
    session.freshAt instanceof Date && now.getTime() - session.freshAt.getTime() < FRESH_MINUTES * MINUTE_MS;
  return {
    actor: { kind: 'person', id, name, email, role, session: { id: session.id, method, fresh } },
    // Single sign-on answers for its own factors.
    mustProtect: method === 'password' && (await readSetting(getPool(), 'security.require_two_factor')),
  };
}

async function noteSeen(id: string, seenAt: Date | null, now: Date): Promise<void> {
  if (seenAt && now.getTime() - seenAt.getTime() < SEEN_EVERY_MS) return;
  await getPool().query('UPDATE auth_session SET seen_at = $2 WHERE id = $1', [id, now]);
}

interface Asked {
  /** Open also to somebody who must add a second factor before anything else. */
  unprotected?: boolean;
  /** A key may also come by HTTP basic, as the password of its peer's name or of its own. */
  basic?: boolean;
}

/**
 * Who makes this request: the API key in `Authorization: Bearer …`, else the person of the session cookie.
 * RetortError `unauthenticated` when neither holds; `forbidden` when a cookie comes with a change from another site, and
 * with the fact `two_factor_required` for somebody who must add a second factor first.
 */
export async function actorOf(
  request: Request,
  { unprotected = false, basic = false }: Asked = {},
): Promise<Actor> {
  const authorization = request.headers.get('authorization') ?? '';
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
  const named = basic ? namedKey(authorization) : null;
  if (bearer || named) {
    const key = await authenticateKey(bearer ?? named?.secret ?? '');
    const name = key?.kind === 'key' ? (key.peer?.name ?? key.name) : null;
    if (key && (!named || named.name === name)) return key;
    throw new RetortError('unauthenticated', 'This API key is unknown, revoked or expired.');
  }
  const found = request.headers.has('cookie') ? await signedIn(request.headers) : null;
  if (!found)
    throw new RetortError('unauthenticated', 'Sign in, or send an API key as "Authorization: Bearer KEY".');
  if (!isSameOrigin(request)) {
    throw new RetortError(
      'forbidden',
      'A change with a session must come from the console itself. Use an API key.',
    );
  }
  if (found.mustProtect && !unprotected) {
    throw new RetortError('forbidden', 'A second factor is required here. Add one to go on.', {
      two_factor_required: true,
    });
  }
  return found.actor;
}

/** The name and the key of an Authorization by HTTP basic (RFC 7617), or null when it is none. */
function namedKey(authorization: string): { name: string; secret: string } | null {
  const encoded = /^Basic\s+([A-Za-z0-9+/]+=*)\s*$/i.exec(authorization)?.[1];
  if (!encoded) return null;
  const [, name, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return name === undefined || secret === undefined ? null : { name, secret };
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}

function isMethod(method: string): method is SignInMethod {
  return (SIGN_IN_METHODS as readonly string[]).includes(method);
}
