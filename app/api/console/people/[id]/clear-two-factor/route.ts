import { verbRoute } from '@/lib/api/route';
import { clearTwoFactor } from '@/lib/services/user/clear-two-factor';

export const POST = verbRoute(clearTwoFactor);
