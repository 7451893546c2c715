import { AsyncLocalStorage } from 'node:async_hooks';

/** What is being answered or worked on at the moment: its id stands in every line of the log and in the audit log. */
export interface Context {
  /** X-Request-Id of a request, or the id of a job. */
  id: string;
  /** Where spans belong, when traces are taken (trace.ts). */
  trace?: { traceId: string; spanId: string };
}

const HELD = Symbol.for('retort.context');
const held = globalThis as { [HELD]?: AsyncLocalStorage<Context> };
held[HELD] ??= new AsyncLocalStorage<Context>();
const storage = held[HELD];

/** What is being answered; undefined outside of everything. */
export function currentContext(): Context | undefined {
  return storage.getStore();
}

/** Runs `work` as part of `context`. */
export function inContext<T>(context: Context, work: () => T): T {
  return storage.run(context, work);
}

/** From here on, whatever follows from the present event is part of `context`. */
export function enterContext(context: Context): void {
  storage.enterWith(context);
}

/** An id that a caller gave and that may stand in logs and headers, else null. */
export function saneId(given: string | null | undefined): string | null {
  return given && /^[\w.-]{1,100}$/.test(given) ? given : null;
}
