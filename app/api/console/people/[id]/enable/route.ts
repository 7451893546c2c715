import { verbRoute } from '@/lib/api/route';
import { enableUser } from '@/lib/services/user/enable';

export const POST = verbRoute(enableUser);
