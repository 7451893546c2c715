import { RetortError } from '@/lib/model/errors';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'P1001', // Prisma: can't reach the database server
  'P1002', // Prisma: timed out
  'P1017', // Prisma: the server closed the connection
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting up or shutting down
  '53300', // too_many_connections
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
]);

const SENTENCES: Record<string, string> = {
  '53100': 'The disk of the database is full: free some space there and try again.',
  '28P01': 'The database refused the password in DATABASE_URL.',
  '28000': 'The database refused the user in DATABASE_URL.',
  '3D000': 'The database that DATABASE_URL names does not exist: create it first.',
  '42P01': 'The database lacks a table that this version of Retort needs: run `npx retort db migrate`.',
  RT001: 'Some of these exchanges are of days that were dropped just now: send them again to learn which.',
  '57014': 'The database took too long for this query and it was cancelled.',
};

/**
 * What a failure of the database means for a person, or null when the error is something else (a bug, a
 * violated constraint). Takes errors of pg, of the network, and Prisma's around them.
 */
export function databaseRefusal(error: unknown): RetortError | null {
  if (error instanceof RetortError) return error;
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    const code = codeOf(e);
    if (code !== undefined && SENTENCES[code] !== undefined) {
      return new RetortError('unavailable', SENTENCES[code], { code });
    }
    if (
      (code !== undefined && UNREACHABLE.has(code)) ||
      /^Connection terminated|timeout exceeded when trying to connect|^timeout expired$|is not queryable$/.test(
        e.message,
      )
    ) {
      return new RetortError('unavailable', `The database ${databasePlace()} cannot be reached.`, {
        code: code ?? null,
      });
    }
  }
  return null;
}

/** Host and port of DATABASE_URL, without the password, for a sentence. */
export function databasePlace(url = process.env.DATABASE_URL): string {
  try {
    const { hostname, port, searchParams } = new URL(url ?? '');
    return `at ${hostname || searchParams.get('host') || 'the local socket'}:${port || '5432'}`;
  } catch {
    return 'that DATABASE_URL names';
  }
}

function codeOf(error: Error): string | undefined {
  const { code, errors } = error as Error & { code?: unknown; errors?: unknown };
  // Prisma: an error of the database that it has no code of its own for; the message has the database's.
  if (code === 'P2039') return /Code: `(\w{5})`/.exec(error.message)?.[1] ?? code;
  if (typeof code === 'string') return code;
  // Node tries IPv6 and IPv4 and throws both failures together.
  const first = Array.isArray(errors) ? errors[0] : undefined;
  return first instanceof Error ? codeOf(first) : undefined;
}
