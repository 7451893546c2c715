import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { Receipt } from '@/lib/model/records';
import type { Context } from '@/lib/watch/context';

/** What the thread is asked: to take in a body, in chunks, each when it asked for one. `null` ends a body, a string says why it broke off. */
export type IntakeTask =
  | {
      call: number;
      begin: { actor: Actor; source: string; limit: number; keeps: boolean; context: Context | undefined };
    }
  | { call: number; chunk: Uint8Array | null }
  | { call: number; broke: Failure };

/** What it answers: that it wants the next chunk, the receipt, or why there is none. */
export type IntakeAnswer = { call: number } & ({ next: true } | { receipt: Receipt } | { failure: Failure });

/** An error as it crosses between threads. */
export interface Failure {
  message: string;
  stack?: string | undefined;
  code?: unknown;
  /** Of a RetortError. */
  facts?: Record<string, unknown>;
}

/** An error made ready to cross. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack } = error;
  return error instanceof RetortError
    ? { message, stack, code: error.code, facts: error.facts }
    : { message, stack, code: (error as { code?: unknown }).code };
}

/** The error that crossed, a RetortError again if it was one. */
export function errorOf({ message, stack, code, facts }: Failure): Error {
  const error = facts
    ? new RetortError(code as RetortError['code'], message, facts)
    : Object.assign(new Error(message), code === undefined ? {} : { code });
  if (stack !== undefined) error.stack = stack;
  return error;
}
