import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';

/** What the address of the page of sources says: which source is opened, and what of it. */
export const sourceParams = {
  source: parseAsString,
  tab: parseAsStringLiteral(['mapping', 'rejects', 'about'] as const).withDefault('about'),
  sources: parseAsStringLiteral(['used', 'all'] as const).withDefault('all'),
};

export const loadSourceParams = createLoader(sourceParams);
