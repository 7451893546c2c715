import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { getPrisma } from '@/lib/db/client';
import { getPool } from '@/lib/db/pool';
import { authSecret } from '@/lib/db/secret';
import type { Role, SignInMethod } from '@/lib/model/access';
import { beginSession } from '@/lib/services/session/begin';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '@/lib/services/user/password';
import { takeCode } from '@/lib/services/user/second-factor';
import { ADDRESS_HEADER } from './client-address';
import { ownOrigins, publicOrigin } from './same-origin';
import { SSO, type SsoProvider, ssoAnswer, ssoProfile, ssoProvider } from './sso';

/** A session ends this long after sign-in, whatever happens in it. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;

const SIGN_IN_WINDOW_SECONDS = 60;
/**
 * Against floods only: the count runs on as long as requests come less than a window apart, and an office behind one
 * address signs in together in the morning. Failures have limits of their own.
 */
const SIGN_INS_PER_WINDOW = 60;
/** How long rows of the rate limit are kept. */
const KEPT_SECONDS = 15 * 60;
/** How long somebody may look for their code. */
const CHALLENGE_SECONDS = 5 * 60;
const WRONG_CODES = 10;

function makeAuth(prisma: ReturnType<typeof getPrisma>, provider: SsoProvider | null) {
  return betterAuth({
    appName: 'Retort',
    baseURL: publicOrigin() ?? `http://localhost:${process.env.PORT ?? 3000}`,
    secret: authSecret(),
    telemetry: { enabled: false },
    // Failures go to the route, which answers them like those of every other route.
    onAPIError: { throw: true, errorURL: '/sign-in' },
    logger: { level: 'error', disabled: true },
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      // People are made by an administrator (services/user/add.ts), never by themselves.
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    user: {
      modelName: 'authUser',
      additionalFields: {
        role: { type: 'string', required: true, defaultValue: 'viewer', input: false },
        banned: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    session: {
      modelName: 'authSession',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      // A cached session would outlive the person's right to it.
      cookieCache: { enabled: false },
      additionalFields: {
        method: { type: 'string', required: true, defaultValue: 'password', input: false },
        freshAt: { type: 'date', required: false, input: false },
        seenAt: { type: 'date', required: false, input: false },
      },
    },
    account: {
      modelName: 'authAccount',
      accountLinking: { trustedProviders: provider?.trustEmail ? [SSO] : [] },
    },
    verification: { modelName: 'authVerification' },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'authRateLimit',
      window: KEPT_SECONDS,
      max: 1_000,
      customRules: {
        '/sign-in/email': { window: SIGN_IN_WINDOW_SECONDS, max: SIGN_INS_PER_WINDOW },
        '/two-factor/*': { window: SIGN_IN_WINDOW_SECONDS, max: SIGN_INS_PER_WINDOW },
        '/get-session': false,
      },
    },
    plugins: [
      // The challenge between password and session. Secrets and codes are made by services/user/*-two-factor.ts.
      twoFactor({
        issuer: 'Retort',
        twoFactorCookieMaxAge: CHALLENGE_SECONDS,
        accountLockout: { enabled: true, maxFailedAttempts: WRONG_CODES, durationSeconds: KEPT_SECONDS },
        schema: { twoFactor: { modelName: 'authTwoFactor' } },
      }),
      ...(provider ? [genericOAuth({ config: [oidc(provider)] })] : []),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const user = await prisma.authUser.findUnique({ where: { id: session.userId } });
            if (user?.banned) {
              throw new APIError('FORBIDDEN', {
                message: 'This sign-in was disabled. Ask an administrator of Retort.',
                code: 'disabled',
              });
            }
            const method = methodOf(context?.path);
            if (context?.path === '/two-factor/verify-totp') {
              const code = String((context.body as { code?: unknown } | undefined)?.code ?? '');
              if (!(await takeCode(getPool(), { userId: session.userId, code, now: new Date() })))
                throw new APIError('UNAUTHORIZED', {
                  message: 'This code was used already. Sign in again with the next one.',
                  code: 'CODE_USED',
                });
            }
            const freshAt = method === 'sso' ? (ssoAnswer.getStore()?.provedAt ?? null) : new Date();
            return { data: { ...session, method, freshAt } };
          },
          after: async (session, context) => {
            const user = await prisma.authUser.findUnique({ where: { id: session.userId } });
            const method = methodOf(context?.path);
            // The password alone is no sign-in where a code comes after it: that session is taken back at once.
            if (!user || (method === 'password' && user.twoFactorEnabled)) return;
            const { id, name, email, role } = user;
            const actor = { kind: 'person', id, name, email, role: role as Role } as const;
            await beginSession({ id: session.id, method, address: session.ipAddress || null }, { actor });
          },
        },
      },
      // What the provider gave is used once, at sign-in: nobody needs it afterwards, so a leak has nothing to leak.
      account: {
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
    },
    trustedOrigins: (request) => (request ? ownOrigins(request) : []),
    advanced: {
      cookiePrefix: 'retort',
      useSecureCookies: publicOrigin()?.startsWith('https:') ?? false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
  });
}

const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
};

/** How a session made on this path of the sign-in library was had. */
function methodOf(path: string | undefined): SignInMethod {
  if (path?.startsWith('/two-factor/')) return 'two_factor';
  return path?.startsWith('/callback/') ? 'sso' : 'password';
}

function oidc(provider: SsoProvider) {
  return {
    providerId: SSO,
    name: provider.name,
    discoveryUrl: `${provider.issuer}/.well-known/openid-configuration`,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    // Asked for an age, a provider has to say when the password was typed.
    authorizationUrlParams: { max_age: String(SESSION_SECONDS) },
    requireIdTokenVerification: true,
    // Who may sign in is said by an administrator, not by the provider.
    disableSignUp: true,
    disableProviderLogout: true,
    getUserInfo: (tokens: { idToken?: string; accessToken?: string }) => ssoProfile(provider, tokens),
  };
}

const HELD = Symbol.for('retort.auth');
type Auth = ReturnType<typeof makeAuth>;
const held = globalThis as { [HELD]?: { prisma: unknown; auth: Auth; sso?: Auth } };

/** Sign-in and sessions, on the database of this process. */
export function getAuth(): Auth {
  return here().auth;
}

/**
 * The same with single sign-on, or null where none is set up. Apart, since it asks the provider for its addresses before
 * it answers anything: one that is away must not hold up sessions and passwords.
 */
export function getSsoAuth(): Auth | null {
  const provider = ssoProvider();
  if (!provider) return null;
  const place = here();
  place.sso ??= makeAuth(getPrisma(), provider);
  return place.sso;
}

function here() {
  const prisma = getPrisma();
  if (held[HELD]?.prisma !== prisma) held[HELD] = { prisma, auth: makeAuth(prisma, null) };
  return held[HELD];
}
