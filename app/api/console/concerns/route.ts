import { queryRoute } from '@/lib/api/route';
import { myConcerns } from '@/lib/services/campaign/concerns';

export const GET = queryRoute(myConcerns);
