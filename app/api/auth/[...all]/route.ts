import { readJson } from '@/lib/api/body';
import { publicRoute } from '@/lib/api/route';
import { getAuth } from '@/lib/auth/auth';
import { isForeign } from '@/lib/auth/same-origin';
import { countSignIn } from '@/lib/auth/sign-in-limit';
import { RetortError } from '@/lib/model/errors';

/**
 * What of the sign-in library is open. The rest of it would change people and passwords past the verbs and
 * without an audit entry.
 */
const OPEN = new Set([
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'GET /api/auth/get-session',
]);

const handler = publicRoute(async ({ request }) => {
  const path = new URL(request.url).pathname;
  if (!OPEN.has(`${request.method} ${path}`)) throw new RetortError('not_found', `There is no ${path}.`);
  if (isForeign(request)) throw new RetortError('forbidden', 'Sign in on the page of this console.');
  if (path.endsWith('/sign-in/email')) {
    const { email } = await readJson(request.clone());
    if (typeof email === 'string') await countSignIn(email);
  }
  return getAuth().handler(request);
});

export { handler as GET, handler as POST };
