import { readJson } from '@/lib/api/body';
import { publicRoute } from '@/lib/api/route';
import { signedIn } from '@/lib/auth/actor';
import { getAuth, getSsoAuth } from '@/lib/auth/auth';
import { ADDRESS_HEADER, clientAddress } from '@/lib/auth/client-address';
import { endReplaced } from '@/lib/auth/end-replaced';
import { safeNext } from '@/lib/auth/safe-next';
import { isForeign } from '@/lib/auth/same-origin';
import { SSO, ssoAnswer } from '@/lib/auth/sso';
import { RetortError } from '@/lib/model/errors';
import { beginProof, proofSucceeded } from '@/lib/services/session/failures';

/**
 * What of the sign-in library is open. The rest of it would change people and passwords past the verbs and
 * without an audit entry. Bodies are made anew from what each needs, so that none of its other options is open either.
 */
const OPEN: Record<string, (request: Request) => Promise<Response>> = {
  'POST /sign-out': (request) => getAuth().handler(passOn(request, {})),

  async 'POST /sign-in/email'(request) {
    const { email, password } = await readJson(request);
    if (typeof email !== 'string' || typeof password !== 'string')
      throw new RetortError('invalid', 'Give an e-mail address and a password.');
    const attempt = { email, address: clientAddress(request.headers) };
    await beginProof(attempt);
    const response = await getAuth().handler(passOn(request, { email, password }));
    if (response.ok) await proofSucceeded(attempt);
    return response;
  },

  'POST /two-factor/verify-totp': secondStep,
  'POST /two-factor/verify-backup-code': secondStep,

  async 'POST /sign-in/social'(request) {
    const { next, again } = await readJson(request);
    const auth = getSsoAuth();
    if (!auth) throw new RetortError('not_found', 'No single sign-on is set up here.');
    const to = safeNext(typeof next === 'string' ? next : null, ['/sign-in/done']);
    const body = {
      provider: SSO,
      callbackURL: to,
      errorCallbackURL: `/sign-in?next=${encodeURIComponent(to)}`,
      disableRedirect: true,
      // Has the provider ask for the password, although it may know the person still.
      ...(again === true ? { additionalParams: { prompt: 'login', max_age: '0' } } : {}),
    };
    return auth.handler(passOn(request, body));
  },

  async [`GET /callback/${SSO}`](request) {
    const auth = getSsoAuth();
    if (!auth) throw new RetortError('not_found', 'No single sign-on is set up here.');
    const before = await signedIn(request.headers);
    const response = await ssoAnswer.run({}, () => auth.handler(passOn(request)));
    if (before) await endReplaced(before, response);
    return response;
  },
};

/** The code after the password. Only there: with a session it would switch a second factor on past the verbs. */
async function secondStep(request: Request): Promise<Response> {
  if (await signedIn(request.headers)) throw new RetortError('precondition', 'You are signed in already.');
  const { code } = await readJson(request);
  if (typeof code !== 'string') throw new RetortError('invalid', 'Give a code.');
  const attempt = { address: clientAddress(request.headers) };
  await beginProof(attempt);
  const response = await getAuth().handler(passOn(request, { code: code.trim().toLowerCase() }));
  if (response.ok) await proofSucceeded(attempt);
  return response;
}

function passOn(request: Request, body?: object): Request {
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.set(ADDRESS_HEADER, clientAddress(request.headers) ?? '');
  if (body) headers.set('content-type', 'application/json');
  return new Request(request.url, {
    method: request.method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

const handler = publicRoute(async ({ request }) => {
  const { pathname } = new URL(request.url);
  const open = OPEN[`${request.method} ${pathname.replace(/^\/api\/auth/, '')}`];
  if (!open) throw new RetortError('not_found', `There is no ${pathname}.`);
  // The provider leads back from its own site; what it brings is held to a cookie of this browser.
  if (isForeign(request) && !pathname.endsWith(`/callback/${SSO}`))
    throw new RetortError('forbidden', 'Sign in on the page of this console.');
  return open(request);
});

export { handler as GET, handler as POST };
