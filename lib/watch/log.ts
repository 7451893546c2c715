import { type Logger, pino } from 'pino';
import { currentContext } from './context';

/** Never written, wherever in a line they stand. */
const SECRET = [
  'authorization',
  'cookie',
  'secret',
  'password',
  'token',
  'key',
  'prompt',
  'system',
  'excerpt',
];

/**
 * A log: one JSON object a line on standard error, with the id of the request or job it belongs to. RETORT_LOG sets the level.
 * Nothing in a line can steer a terminal or read backwards, secrets and texts of prompts are struck out, and errors of the database
 * come without the row they refused.
 */
export function makeLog(name: string, to: pino.DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      name,
      level: process.env.RETORT_LOG ?? 'info',
      redact: [...SECRET, ...SECRET.map((field) => `*.${field}`)],
      serializers: { err: errorFields },
      mixin() {
        const context = currentContext();
        if (!context) return {};
        return context.trace
          ? { request_id: context.id, trace_id: context.trace.traceId, span_id: context.trace.spanId }
          : { request_id: context.id };
      },
      hooks: { streamWrite: harmless },
    },
    to,
  );
}

/** JSON escapes what is below the space; these are the rest of what moves a cursor or turns text around. */
export function harmless(line: string): string {
  return line.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

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
