import { queryRoute } from '@/lib/api/route';
import { listSessions } from '@/lib/services/session/list';

export const GET = queryRoute(listSessions);
