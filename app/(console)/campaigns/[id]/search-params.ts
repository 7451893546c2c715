import { createLoader, parseAsStringLiteral } from 'nuqs/server';

/** What the address of a campaign's overview says. */
export const overviewParams = {
  range: parseAsStringLiteral(['month', 'week', '48h'] as const).withDefault('month'),
};

export const loadOverviewParams = createLoader(overviewParams);
