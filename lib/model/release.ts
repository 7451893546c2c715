import { z } from 'zod';
import { entityId } from './decision';
import { pageOf } from './page';

/** A model that is known, and when it came out, where that is told. */
export const releaseItem = z.object({
  model: z.string(),
  released_at: z.iso.datetime().nullable(),
  first_seen: z.iso.datetime().nullable(),
});

export const releasePage = pageOf(releaseItem);

export const releaseInput = z.object({ model: entityId });

export type ReleaseItem = z.infer<typeof releaseItem>;
