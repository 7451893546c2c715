import { verbRoute } from '@/lib/api/route';
import { reinstateAccount } from '@/lib/services/account/reinstate';

export const POST = verbRoute(reinstateAccount);
