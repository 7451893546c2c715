import { proofRoute } from '@/lib/api/route';
import { changePassword } from '@/lib/services/user/change-password';

export const POST = proofRoute(changePassword);
