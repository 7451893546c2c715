import { queryRoute } from '@/lib/api/route';
import { listScaffolds } from '@/lib/services/scaffold/list';

export const GET = queryRoute(listScaffolds);
