import {
  createLoader,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';

/** What the address of a campaign's links says; values by their place. */
export const linkParams = {
  show: parseAsArrayOf(parseAsInteger).withDefault([]),
  pin: parseAsArrayOf(parseAsInteger).withDefault([]),
  hide: parseAsArrayOf(parseAsInteger).withDefault([]),
  /** Hubs and hidden values are listed too. */
  hubs: parseAsStringLiteral(['1'] as const),
  kind: parseAsString,
  view: parseAsStringLiteral(['accounts', 'graph'] as const).withDefault('accounts'),
};

export const loadLinkParams = createLoader(linkParams);
