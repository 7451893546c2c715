import { verbRoute } from '@/lib/api/route';
import { retryRejects } from '@/lib/services/inbox/retry';

export const POST = verbRoute(retryRejects);
