import { z } from 'zod';
import { deploymentHasher } from '@/lib/ingest/facts-feed/hash';
import { factLines } from '@/lib/ingest/facts-feed/lines';
import { type Actor, may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { getBacklog } from './backlog';
import { withBody } from './body';
import { putBody } from './put';
import { type KnownSource, recentSource } from './source';

/** The answer to a body that was kept: it is taken in within seconds. */
export const bodyReceipt = z.object({
  id: z.string().meta({ description: 'Of the body, as rejects name it.' }),
  source: z.string(),
  bytes: z.number().int(),
});
export type BodyReceipt = z.infer<typeof bodyReceipt>;

/** Most plain bytes of a body of account facts, of which no address is kept: they are read before they are put away. */
const FACTS_LIMIT = 64 * 1024 * 1024;

/** RetortError `forbidden` unless the actor may send records as this source. */
export function authorizeSource(actor: Actor, name: string): void {
  if (!may(actor, 'ingest')) {
    throw new RetortError('forbidden', 'This needs the right "ingest", which you do not have.', {
      right: 'ingest',
    });
  }
  if (actor.kind === 'key' && actor.source && actor.source !== name) {
    throw new RetortError('forbidden', `This key sends as ${actor.source} only.`, { source: actor.source });
  }
}

/**
 * `POST /api/v1/ingest/{source}`: keeps a body, whatever is in it, and answers once it is durable. It is taken in afterwards, so that a
 * bad row never costs a sender that does not send again the whole batch.
 * Errors: RetortError `forbidden`, `not_found` (source), `unsupported`, `too_large`, `malformed`, `busy`; those of the database.
 */
export async function receiveBody(request: Request, actor: Actor, name: string): Promise<BodyReceipt> {
  // Before a byte of the body is read.
  authorizeSource(actor, name);
  const source: KnownSource = await recentSource(name);
  if (source.format.pushed)
    throw new RetortError('not_found', `${source.format.title} sends to an endpoint of its own.`);
  return withBody(request, actor, async (body) => {
    await getBacklog().admit(body.length);
    const kept = source.format.facts
      ? ({ form: 'lines', body: await factLines(body, FACTS_LIMIT, deploymentHasher()) } as const)
      : ({ form: '', body } as const);
    const id = await putBody({ source: source.name, actor: describeActor(actor).name, ...kept });
    return { id, source: source.name, bytes: body.length };
  });
}
