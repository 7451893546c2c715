import { apiRoute } from '@/lib/api/route';
import { countAlerts } from '@/lib/services/alert/counts';

export const GET = apiRoute(async ({ actor, search }) => countAlerts(search, { actor }));
