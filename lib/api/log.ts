import { pino } from 'pino';

/** The log of the web server: one JSON object a line on standard error. RETORT_LOG sets the level. */
export const log = pino(
  {
    name: 'retort',
    level: process.env.RETORT_LOG ?? 'info',
    redact: ['*.authorization', '*.cookie', '*.secret', '*.password', '*.token'],
    serializers: { err: errorFields },
  },
  pino.destination(2),
);

/** What of an error is logged. Not all of it: those of the database carry the row they refused, and with it what is in it. */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error', type: typeof error };
  const { code } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.cause instanceof Error ? { cause: errorFields(error.cause) } : {}),
  };
}
