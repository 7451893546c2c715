import { createLoader, parseAsFloat, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { RHYTHM_SORTS } from '@/lib/model/rhythm';

/** What the address of a campaign's rhythm says; times in seconds since 1970. */
export const rhythmParams = {
  sort: parseAsStringLiteral(RHYTHM_SORTS).withDefault('first'),
  mark: parseAsStringLiteral(['session', 'exchange'] as const).withDefault('session'),
  by: parseAsStringLiteral(['model', 'capability', 'pathway'] as const).withDefault('model'),
  beside: parseAsStringLiteral(['peers', 'independent'] as const).withDefault('peers'),
  from: parseAsInteger,
  to: parseAsInteger,
  /** The first line on screen and the height of lines in px. */
  line: parseAsInteger,
  tall: parseAsFloat,
  /** Where the page of lines begins. */
  page: parseAsString,
  table: parseAsStringLiteral(['1'] as const),
};

export const loadRhythmParams = createLoader(rhythmParams);
