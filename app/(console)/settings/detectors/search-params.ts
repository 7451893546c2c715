import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';

/** What the address of the page of detectors says: which version, what of it, and which signals. */
export const detectorParams = {
  version: parseAsString,
  tab: parseAsStringLiteral(['weights', 'shadow', 'backtest', 'versions'] as const).withDefault('weights'),
  signals: parseAsStringLiteral(['all', 'speaking', 'for', 'against', 'changed'] as const).withDefault('all'),
};

export const loadDetectorParams = createLoader(detectorParams);
