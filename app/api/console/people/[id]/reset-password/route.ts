import { verbRoute } from '@/lib/api/route';
import { resetPassword } from '@/lib/services/user/reset-password';

export const POST = verbRoute(resetPassword);
