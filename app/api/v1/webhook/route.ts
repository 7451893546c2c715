import { queryRoute, verbRoute } from '@/lib/api/route';
import { getWebhook } from '@/lib/services/webhook/get';
import { setWebhook } from '@/lib/services/webhook/set';

export const GET = queryRoute(getWebhook);

export const PUT = verbRoute(setWebhook);
