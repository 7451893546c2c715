import { verbRoute } from '@/lib/api/route';
import { endTwoFactor } from '@/lib/services/user/end-two-factor';

export const POST = verbRoute(endTwoFactor);
