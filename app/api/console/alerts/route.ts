import { apiRoute } from '@/lib/api/route';
import { listAlerts } from '@/lib/services/alert/list';

export const GET = apiRoute(async ({ actor, search }) => listAlerts(search, { actor }));
