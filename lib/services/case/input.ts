import { z } from 'zod';
import { says, WRITABLE } from '@/lib/export/case/files';
import { REDACTION_LEVELS, suits, TLP_MARKINGS, TLP_OF_LEVEL, type Tlp } from '@/lib/model/case-words';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';

/** What is asked of a case file. */
export const caseInput = z.object({
  id: entityId,
  level: z.enum(REDACTION_LEVELS).default('internal'),
  /** Unless given, that of the level. */
  tlp: z.enum(TLP_MARKINGS).optional(),
  format: z.enum(WRITABLE).default('zip'),
});

export type CaseInput = z.output<typeof caseInput>;

/**
 * The marking that is meant. RetortError `invalid` when it is wider than what the level leaves in, and when the format says nothing at
 * the level.
 */
export function markingOf({
  level,
  tlp = TLP_OF_LEVEL[level],
  format,
}: Pick<CaseInput, 'level' | 'tlp' | 'format'>): Tlp {
  if (!says(format, level))
    throw new RetortError('invalid', `There is nothing to write as ${format} at the level ${level}.`);
  if (!suits(level, tlp))
    throw new RetortError(
      'invalid',
      `A case file at the level ${level} may go no further than ${TLP_OF_LEVEL[level]}.`,
    );
  return tlp;
}
