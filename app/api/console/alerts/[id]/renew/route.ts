import { verbRoute } from '@/lib/api/route';
import { renewClaim } from '@/lib/services/alert/renew';

export const POST = verbRoute(renewClaim);
