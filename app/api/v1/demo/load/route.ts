import { verbRoute } from '@/lib/api/route';
import { requestDemoLoad } from '@/lib/services/demo/request-load';

export const POST = verbRoute(requestDemoLoad, 202);
