import { queryRoute } from '@/lib/api/route';
import { listOrders } from '@/lib/services/order/list';

export const GET = queryRoute(listOrders);
