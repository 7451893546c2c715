import { verbRoute } from '@/lib/api/route';
import { endOtherSessions } from '@/lib/services/session/end-others';

export const POST = verbRoute(endOtherSessions);
