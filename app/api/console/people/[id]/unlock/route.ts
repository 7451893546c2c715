import { verbRoute } from '@/lib/api/route';
import { unlockUser } from '@/lib/services/user/unlock';

export const POST = verbRoute(unlockUser);
