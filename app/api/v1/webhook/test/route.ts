import { verbRoute } from '@/lib/api/route';
import { testWebhook } from '@/lib/services/webhook/test';

export const POST = verbRoute(testWebhook);
