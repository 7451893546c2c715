import { verbRoute } from '@/lib/api/route';
import { banAccount } from '@/lib/services/account/ban';

export const POST = verbRoute(banAccount);
