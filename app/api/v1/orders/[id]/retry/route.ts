import { verbRoute } from '@/lib/api/route';
import { retryOrder } from '@/lib/services/order/retry';

export const POST = verbRoute(retryOrder);
