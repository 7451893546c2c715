import { queryRoute } from '@/lib/api/route';
import { auditState } from '@/lib/services/audit/state';

export const GET = queryRoute(auditState);
