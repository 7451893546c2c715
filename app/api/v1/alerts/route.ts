import { queryRoute } from '@/lib/api/route';
import { listAlertItems } from '@/lib/services/alert/items';

export const GET = queryRoute(listAlertItems);
