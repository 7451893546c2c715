import { queryRoute } from '@/lib/api/route';
import { getAuditEntry } from '@/lib/services/audit/get';

export const GET = queryRoute(getAuditEntry);
