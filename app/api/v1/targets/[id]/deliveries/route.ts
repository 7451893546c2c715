import { queryRoute } from '@/lib/api/route';
import { targetDeliveries } from '@/lib/services/target/deliveries';

export const GET = queryRoute(targetDeliveries);
