import { queryRoute } from '@/lib/api/route';
import { accountFacets } from '@/lib/services/account/facets';

export const GET = queryRoute(accountFacets);
