import { queryRoute } from '@/lib/api/route';
import { accountTimeline } from '@/lib/services/account/timeline';

export const GET = queryRoute(accountTimeline);
