import { queryRoute } from '@/lib/api/route';
import { verifyAudit } from '@/lib/services/audit/verify';

export const GET = queryRoute(verifyAudit);
