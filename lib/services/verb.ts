import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { transaction } from '@/lib/db/pool';
import { type Actor, FRESH_MINUTES, may, type Right } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { traced } from '@/lib/watch/trace';
import { type AuditDraft, appendAudit } from './audit/append';

/** What a verb is given besides its input. Time and ids are injected so that tests can hold them. */
export interface VerbContext {
  actor: Actor;
  now?: () => Date;
  newId?: () => string;
}

/** What the body of a verb works with: one transaction, and the audit entries it must leave behind. */
export interface VerbWork {
  tx: PoolClient;
  actor: Actor;
  now: Date;
  newId: () => string;
  /** Every verb records at least one entry; it is written in the same transaction. */
  audit: (entry: AuditDraft) => void;
  /** For a verb that is dangerous with some input only: as `fresh: true` does for every call of a verb. */
  requireFresh: () => void;
}

interface VerbDefinition<S extends z.ZodType, O> {
  /** `<entity>.<verb>`, as in the path of its file and in the audit log. */
  name: string;
  right: Right;
  input: S;
  /** A person must have proved within the last 15 minutes who they are; RetortError `stale_sign_in` otherwise. */
  fresh?: true;
  /** The change itself. Conditional updates raise `conflict` with who changed it (see conflict.ts). */
  run: (input: z.output<S>, work: VerbWork) => Promise<O>;
}

/** A verb: call it with raw input and who acts. */
export interface Verb<S extends z.ZodType = z.ZodType, O = unknown> {
  (input: z.input<S>, context: VerbContext): Promise<O>;
  readonly definition: VerbDefinition<S, O>;
  readonly changes: true;
}

/**
 * Makes a change of state that always goes the same way: right, parse, one transaction, the body with its
 * version check, the audit entries in that transaction. Rolls back as a whole, also when nothing was audited.
 * Errors: RetortError `forbidden`, `invalid`, `stale_sign_in`, and whatever the body raises.
 */
export function defineVerb<S extends z.ZodType, O>(definition: VerbDefinition<S, O>): Verb<S, O> {
  const verb = async (raw: z.input<S>, context: VerbContext): Promise<O> => {
    authorize(context.actor, definition.right);
    const input = parseInput(definition.input, raw);
    if (definition.fresh) requireFresh(context.actor);
    const entries: AuditDraft[] = [];
    const work = async (tx: PoolClient) => {
      const now = (context.now ?? (() => new Date()))();
      const output = await definition.run(input, {
        tx,
        actor: context.actor,
        now,
        newId: context.newId ?? randomUUID,
        audit: (entry) => entries.push(entry),
        requireFresh: () => requireFresh(context.actor),
      });
      if (entries.length === 0) throw new Error(`${definition.name} changed state without an audit entry`);
      await appendAudit(tx, { actor: context.actor, verb: definition.name, at: now }, entries);
      return output;
    };
    return traced(definition.name, {}, () => transaction(work));
  };
  return Object.assign(verb, { definition, changes: true as const });
}

interface QueryDefinition<S extends z.ZodType, O> {
  name: string;
  right: Right;
  input: S;
  run: (input: z.output<S>, actor: Actor, now: Date) => Promise<O>;
}

export interface Query<S extends z.ZodType = z.ZodType, O = unknown> {
  (input: z.input<S>, context: Omit<VerbContext, 'newId'>): Promise<O>;
  readonly definition: QueryDefinition<S, O>;
  readonly changes: false;
}

/** Makes a read: right, parse, run. Changes nothing. Errors as for {@link defineVerb}. */
export function defineQuery<S extends z.ZodType, O>(definition: QueryDefinition<S, O>): Query<S, O> {
  const query = async (raw: z.input<S>, context: Omit<VerbContext, 'newId'>): Promise<O> => {
    authorize(context.actor, definition.right);
    const now = (context.now ?? (() => new Date()))();
    const input = parseInput(definition.input, raw);
    return traced(definition.name, {}, () => definition.run(input, context.actor, now));
  };
  return Object.assign(query, { definition, changes: false as const });
}

function authorize(actor: Actor, right: Right): void {
  if (!may(actor, right)) {
    throw new RetortError('forbidden', `This needs the right "${right}", which you do not have.`, { right });
  }
}

/** A key proves itself with every request; a person does it now and then. */
function requireFresh(actor: Actor): void {
  if (actor.kind !== 'person' || actor.session?.fresh) return;
  throw new RetortError(
    'stale_sign_in',
    `Confirm that it is you: this needs a sign-in of the last ${FRESH_MINUTES} minutes.`,
    { minutes: FRESH_MINUTES },
  );
}

function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = issues[0];
  throw new RetortError('invalid', first ? `${first.path || 'input'}: ${first.message}` : 'Invalid input.', {
    issues,
  });
}
