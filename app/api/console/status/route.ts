import { apiRoute } from '@/lib/api/route';
import { consoleStatus } from '@/lib/services/console/status';

export const GET = apiRoute(async ({ actor }) => consoleStatus({}, { actor }));
