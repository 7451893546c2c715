import { apiRoute } from '@/lib/api/route';
import { capabilityPivotsQuery } from '@/lib/services/capability/pivots';

export const GET = apiRoute(async ({ actor, search }) => capabilityPivotsQuery(search, { actor }));
