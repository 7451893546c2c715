// The closed lists of the rhythm of a campaign, apart from their schemas, so that the browser can have them without those.

/** The orders in which its lines can be shown. */
export const RHYTHM_SORTS = ['first', 'pool', 'similarity'] as const;
export type RhythmSort = (typeof RHYTHM_SORTS)[number];

/** The figures that are set beside unrelated accounts. */
export const RHYTHM_MEASURES = [
  'even_shares',
  'turn_taking',
  'common_clock',
  'handover',
  'release_pivot',
] as const;
export type RhythmMeasure = (typeof RHYTHM_MEASURES)[number];

/** Most lines and marks of one page: what a screen can draw without dropping a frame. */
export const RHYTHM_LINES = 2_000;
export const RHYTHM_MARKS = 60_000;

/** Longest stretch, most lines and most marks for which single exchanges are shown. */
export const EXCHANGE_SECONDS = 86_400;
export const EXCHANGE_LINES = 400;
export const EXCHANGE_MARKS = 20_000;
