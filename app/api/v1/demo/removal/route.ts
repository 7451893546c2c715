import { verbRoute } from '@/lib/api/route';
import { requestDemoRemoval } from '@/lib/services/demo/request-removal';

export const POST = verbRoute(requestDemoRemoval, 202);
