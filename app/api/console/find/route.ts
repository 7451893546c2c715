import { apiRoute } from '@/lib/api/route';
import { find } from '@/lib/services/console/find';

/** A read, but by POST: a pasted prompt is longer than an address may be, and belongs in no log. */
export const POST = apiRoute(async ({ actor, json }) =>
  find((await json()) as Parameters<typeof find>[0], { actor }),
);
