import { readJson } from '@/lib/api/body';
import { apiRoute } from '@/lib/api/route';
import { previewSample } from '@/lib/services/source/preview';

/** A sample of a million signs, written as JSON. */
const MOST_BYTES = 4 << 20;

/** A read, but by POST: a sample is longer than an address may be, and belongs in no log. Nothing of it is stored. */
export const POST = apiRoute(async ({ actor, request }) =>
  previewSample((await readJson(request, MOST_BYTES)) as Parameters<typeof previewSample>[0], { actor }),
);
