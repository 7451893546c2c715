import { queryRoute } from '@/lib/api/route';
import { auditFacets } from '@/lib/services/audit/facets';

export const GET = queryRoute(auditFacets);
