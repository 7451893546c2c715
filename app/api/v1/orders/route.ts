import { apiRoute } from '@/lib/api/route';
import { listOrders } from '@/lib/services/order/list';
import { pullOrders } from '@/lib/services/order/pull';

type Pull = Parameters<typeof pullOrders>[0];

/** With `after`, orders for the receiver that fetches them; without, all of them as people and scripts look at them. */
export const GET = apiRoute(({ actor, search }) =>
  'after' in search ? pullOrders(search as Pull, { actor }) : listOrders(search, { actor }),
);
