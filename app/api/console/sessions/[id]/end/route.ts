import { verbRoute } from '@/lib/api/route';
import { endSession } from '@/lib/services/session/end';

export const POST = verbRoute(endSession);
