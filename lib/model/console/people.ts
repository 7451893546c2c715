import { z } from 'zod';
import { person } from './alert';

/** Everybody who can sign in, by name. */
export const people = z.object({ items: z.array(person) });

export type People = z.infer<typeof people>;
