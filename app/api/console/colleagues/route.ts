import { queryRoute } from '@/lib/api/route';
import { colleagues } from '@/lib/services/user/colleagues';

export const GET = queryRoute(colleagues);
