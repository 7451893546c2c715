import { z } from 'zod';
import { COERCIONS, type Profile, TARGETS } from './mapping';

const path = z.string().min(1).max(300);
const word = z.string().max(200);

const condition = z.object({
  paths: z.array(path).min(1).max(40),
  is: z.array(word).max(100).optional(),
  not: z.array(word).max(100).optional(),
});

const rule = z.object({
  paths: z.array(path).min(1).max(60),
  as: z.enum(COERCIONS).optional(),
  words: z.record(word, word).optional(),
});

/** A mapping as it is stored and edited. */
export const profile = z.object({
  rows: z.array(path).max(20).optional(),
  keep: z.array(condition).max(20).optional(),
  refuse: z
    .array(condition.extend({ message: z.string().min(1).max(400) }))
    .max(20)
    .optional(),
  fields: z.partialRecord(z.enum(TARGETS), z.array(rule).max(20)),
}) satisfies z.ZodType<Profile>;
