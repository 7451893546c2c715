import { queryRoute } from '@/lib/api/route';
import { listRejects } from '@/lib/services/inbox/rejects';

export const GET = queryRoute(listRejects);
