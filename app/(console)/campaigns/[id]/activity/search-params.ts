import { createLoader, parseAsStringLiteral } from 'nuqs/server';
import { ACTIVITY_SCOPES } from '@/lib/model/activity';

/** What the address of a campaign's activity says. */
export const activityParams = { scope: parseAsStringLiteral(ACTIVITY_SCOPES).withDefault('all') };

export const loadActivityParams = createLoader(activityParams);
