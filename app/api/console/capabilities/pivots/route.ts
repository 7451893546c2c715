import { queryRoute } from '@/lib/api/route';
import { capabilityPivotsQuery } from '@/lib/services/capability/pivots';

export const GET = queryRoute(capabilityPivotsQuery);
