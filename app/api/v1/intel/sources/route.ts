import { queryRoute, verbRoute } from '@/lib/api/route';
import { addIntelSource } from '@/lib/services/intel/add-source';
import { listIntelSources } from '@/lib/services/intel/list-sources';

export const GET = queryRoute(listIntelSources);

export const POST = verbRoute(addIntelSource, 201);
