import { apiRoute } from '@/lib/api/route';
import { accountFacets } from '@/lib/services/account/facets';

export const GET = apiRoute(async ({ actor }) => accountFacets({}, { actor }));
