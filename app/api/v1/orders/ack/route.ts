import { verbRoute } from '@/lib/api/route';
import { ackOrders } from '@/lib/services/order/ack-many';

export const POST = verbRoute(ackOrders);
