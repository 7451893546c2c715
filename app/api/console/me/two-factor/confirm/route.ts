import { proofRoute } from '@/lib/api/route';
import { confirmTwoFactor } from '@/lib/services/user/confirm-two-factor';

export const POST = proofRoute(confirmTwoFactor);
