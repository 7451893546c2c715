import { z } from 'zod';
import { entityId, seenVersion, storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { VIEW_PAGES } from '@/lib/model/queue';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { MOST_VIEWS, requireOwner, type ViewState } from './state';

/** The query of an address as browsers write it: nothing in it can leave the page it belongs to. */
const query = z
  .string()
  .max(2_000)
  .regex(/^[\w%&=+.,:~*!'()@/-]*$/, 'This is not the query of an address.');

/**
 * Keeps a page under a filter by name: a new view, or with `id` and `version` the one that is there under another name or
 * filter. Shared ones are changed by their owner only. RetortError `precondition` when one's own view of the page has that
 * name already; `not_found`, `conflict`, `forbidden`.
 */
export const saveView = defineVerb({
  name: 'view.save',
  right: 'read',
  input: z
    .object({
      id: entityId.optional(),
      version: seenVersion.optional(),
      name: storableText.trim().min(1, 'Give it a name.').max(60, 'Keep the name under 60 characters.'),
      page: z.enum(VIEW_PAGES),
      query,
    })
    .refine((view) => (view.id === undefined) === (view.version === undefined), 'Give both id and version.'),
  async run({ id, version: seen, name, page, query }, work) {
    const { tx, now, newId, actor, audit } = work;
    if (actor.kind === 'key') throw new RetortError('forbidden', 'Only people have saved views.');
    const owner = describeActor(actor).id;
    const before =
      id === undefined || seen === undefined
        ? null
        : await lockSeen<ViewState>(tx, 'view', { key: id, id, seen, now });
    if (before) requireOwner(before, actor);
    // Two windows that save at once wait here for each other.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('views of ' || $1))", [owner]);
    const { rows: own } = await tx.query<{ id: string; page: string; name: string }>(
      'SELECT id, page, name FROM saved_view WHERE owner_id = $1',
      [owner],
    );
    if (own.some((view) => view.page === page && view.name === name && view.id !== id)) {
      throw new RetortError('precondition', 'You have a view of this name already.', { name });
    }
    if (!before && own.length >= MOST_VIEWS) {
      throw new RetortError('precondition', `You have ${MOST_VIEWS} views: delete one first.`);
    }
    const savedId = before?.id ?? newId();
    const version = (before?.version ?? 0) + 1;
    await tx.query(
      `INSERT INTO saved_view (id, owner_id, page, name, query, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET page = excluded.page, name = excluded.name, query = excluded.query,
         version = saved_view.version + 1`,
      [savedId, owner, page, name, query, now],
    );
    audit({
      entity: 'view',
      entityId: savedId,
      before: before && {
        name: before.name,
        page: before.page,
        query: before.query,
        version: before.version,
      },
      after: { name, page, query, version },
    });
    return { id: savedId, version };
  },
});
