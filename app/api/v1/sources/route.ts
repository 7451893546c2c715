import { queryRoute } from '@/lib/api/route';
import { listSources } from '@/lib/services/inbox/list';

export const GET = queryRoute(listSources);
