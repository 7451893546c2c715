import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { getPrisma } from '@/lib/db/client';
import { ownOrigins, publicOrigin } from './same-origin';
import { authSecret } from './secret';
import { WINDOW_SECONDS } from './sign-in-limit';

/** A session ends this long after sign-in, whatever happens in it. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

const SIGN_IN_WINDOW_SECONDS = 60;
const SIGN_INS_PER_WINDOW = 10;

function makeAuth(prisma: ReturnType<typeof getPrisma>) {
  return betterAuth({
    appName: 'Retort',
    baseURL: publicOrigin() ?? `http://localhost:${process.env.PORT ?? 3000}`,
    secret: authSecret(),
    telemetry: { enabled: false },
    // Failures go to the route, which answers them like those of every other route.
    onAPIError: { throw: true },
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
    },
    account: { modelName: 'authAccount' },
    verification: { modelName: 'authVerification' },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'authRateLimit',
      // Also how long rows are kept, so no shorter than that of countSignIn.
      window: WINDOW_SECONDS,
      max: 1_000,
      customRules: {
        '/sign-in/email': { window: SIGN_IN_WINDOW_SECONDS, max: SIGN_INS_PER_WINDOW },
        '/get-session': false,
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const user = await prisma.authUser.findUnique({ where: { id: session.userId } });
            if (user?.banned) {
              throw new APIError('FORBIDDEN', {
                message: 'This sign-in was disabled. Ask an administrator of Retort.',
              });
            }
          },
        },
      },
    },
    trustedOrigins: (request) => (request ? ownOrigins(request) : []),
    advanced: { cookiePrefix: 'retort', useSecureCookies: publicOrigin()?.startsWith('https:') ?? false },
  });
}

const HELD = Symbol.for('retort.auth');
const held = globalThis as { [HELD]?: { prisma: unknown; auth: ReturnType<typeof makeAuth> } };

/** Sign-in and sessions, on the database of this process. */
export function getAuth() {
  const prisma = getPrisma();
  if (held[HELD]?.prisma !== prisma) held[HELD] = { prisma, auth: makeAuth(prisma) };
  return held[HELD].auth;
}
