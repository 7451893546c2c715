import type { z } from 'zod';
import { clientAddress } from '@/lib/auth/client-address';
import { isForeign } from '@/lib/auth/same-origin';
import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { beginProof, proofSucceeded } from '@/lib/services/session/failures';
import type { Query, Verb } from '@/lib/services/verb';
import { publicRoute } from './route';

/** The token stands for the administrator who made it: nobody is signed in yet. */
const INVITED: Actor = { kind: 'system', name: 'Invitation' };

/** A route for whoever holds the link of an invitation. Wrong tokens count against the network address they come from. */
export function invitedRoute<S extends z.ZodType, O extends object>(does: Query<S, O> | Verb<S, O>) {
  return publicRoute(async ({ request, json }) => {
    if (isForeign(request)) throw new RetortError('forbidden', 'Open the link of the invitation itself.');
    const input = (await json()) as z.input<S>;
    const address = clientAddress(request.headers);
    await beginProof({ address });
    const answer = await does(input, { actor: INVITED });
    await proofSucceeded({ address });
    return answer;
  });
}
