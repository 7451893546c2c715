import { verbRoute } from '@/lib/api/route';
import { changeUserRole } from '@/lib/services/user/change-role';

export const POST = verbRoute(changeUserRole);
