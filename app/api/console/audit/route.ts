import { queryRoute } from '@/lib/api/route';
import { listAudit } from '@/lib/services/audit/list';

export const GET = queryRoute(listAudit);
