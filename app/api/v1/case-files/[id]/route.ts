import { queryRoute } from '@/lib/api/route';
import { getCase } from '@/lib/services/case/get';

export const GET = queryRoute(getCase);
