import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';

/** Under which the sign-in library knows the provider; part of the address that the provider leads back to. */
export const SSO = 'oidc';

/** An OpenID Connect provider through which people sign in. */
export interface SsoProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says: "Sign in with …". */
  name: string;
  /** Whether an address counts as the person's although the provider does not say that it is verified. */
  trustEmail: boolean;
}

/**
 * The provider that RETORT_OIDC_ISSUER, RETORT_OIDC_CLIENT_ID and RETORT_OIDC_CLIENT_SECRET name; null without an issuer.
 * Throws when they do not fit together, and for an issuer that is not https (but on this machine itself).
 */
export function ssoProvider(env: NodeJS.ProcessEnv = process.env): SsoProvider | null {
  const { RETORT_OIDC_ISSUER: issuer, RETORT_OIDC_CLIENT_ID: clientId } = env;
  if (!issuer) return null;
  if (!URL.canParse(issuer)) throw new Error('RETORT_OIDC_ISSUER is not an address.');
  const { protocol, hostname } = new URL(issuer);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && local))
    throw new Error('RETORT_OIDC_ISSUER must begin with https://.');
  if (!clientId || !env.RETORT_OIDC_CLIENT_SECRET)
    throw new Error(
      'RETORT_OIDC_ISSUER needs RETORT_OIDC_CLIENT_ID and RETORT_OIDC_CLIENT_SECRET beside it.',
    );
  return {
    issuer: issuer.replace(/\/$/, ''),
    clientId,
    clientSecret: env.RETORT_OIDC_CLIENT_SECRET,
    name: env.RETORT_OIDC_NAME || 'single sign-on',
    trustEmail: env.RETORT_OIDC_TRUST_EMAIL === '1',
  };
}

/** What the provider said about one sign-in, carried from its answer to the session that is made of it. */
export const ssoAnswer = new AsyncLocalStorage<{ provedAt?: Date }>();

const claims = z.looseObject({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  name: z.string().optional(),
  auth_time: z.number().optional(),
});

const TIMEOUT_MS = 10_000;

/**
 * Who signed in, from an ID token whose signature, issuer, audience and nonce were checked by the sign-in library; what it
 * leaves out (many providers: the address) is asked for at the provider. Null when it cannot be known. Notes in {@link ssoAnswer} when the person
 * last typed their password there.
 */
export async function ssoProfile(provider: SsoProvider, tokens: { idToken?: string; accessToken?: string }) {
  const token = claims.safeParse(payloadOf(tokens.idToken ?? ''));
  if (!token.success) return null;
  const { sub, auth_time } = token.data;
  const answer = ssoAnswer.getStore();
  if (answer && auth_time !== undefined) answer.provedAt = new Date(auth_time * 1_000);
  const asked = token.data.email
    ? null
    : await userInfo(provider, tokens.accessToken ?? '').catch(() => null);
  const told = asked?.sub === sub ? { ...token.data, ...asked } : token.data;
  if (!told.email) return null;
  return {
    id: sub,
    sub,
    email: told.email,
    emailVerified: told.email_verified === true || told.email_verified === 'true',
    name: told.name ?? '',
  };
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

async function userInfo({ issuer }: SsoProvider, accessToken: string) {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const found = await fetch(`${issuer}/.well-known/openid-configuration`, { signal });
  const { userinfo_endpoint } = (await found.json()) as { userinfo_endpoint?: unknown };
  if (typeof userinfo_endpoint !== 'string') return null;
  const said = await fetch(userinfo_endpoint, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal,
  });
  return said.ok ? (claims.safeParse(await said.json()).data ?? null) : null;
}
