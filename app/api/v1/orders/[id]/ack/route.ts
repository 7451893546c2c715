import { verbRoute } from '@/lib/api/route';
import { ackOrder } from '@/lib/services/order/ack';

export const POST = verbRoute(ackOrder);
