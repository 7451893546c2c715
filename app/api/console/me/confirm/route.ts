import { proofRoute } from '@/lib/api/route';
import { confirmSession } from '@/lib/services/session/confirm';

export const POST = proofRoute(confirmSession);
