import { z } from 'zod';
import { pageOf } from '@/lib/model/page';
import { VIEW_PAGES } from '@/lib/model/queue';
import { person } from './alert';

/** A page under a filter, by name. */
export const savedView = z.object({
  id: z.string(),
  name: z.string(),
  page: z.enum(VIEW_PAGES),
  /** The query of its address, without the question mark. */
  query: z.string(),
  shared: z.boolean(),
  owner: person,
  mine: z.boolean(),
  /** How many rows it shows now, where that costs little to know. */
  count: z.number().int().nullable(),
  version: z.number().int(),
});

export const savedViewPage = pageOf(savedView);

export type SavedView = z.infer<typeof savedView>;
export type SavedViewPage = z.infer<typeof savedViewPage>;
