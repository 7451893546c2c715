import { queryRoute } from '@/lib/api/route';
import { alertNewsQuery } from '@/lib/services/alert/news';

export const GET = queryRoute(alertNewsQuery);
