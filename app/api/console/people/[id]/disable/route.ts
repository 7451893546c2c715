import { verbRoute } from '@/lib/api/route';
import { disableUser } from '@/lib/services/user/disable';

export const POST = verbRoute(disableUser);
