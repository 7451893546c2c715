import { verbRoute } from '@/lib/api/route';
import { retryBatch } from '@/lib/services/batch/retry';

export const POST = verbRoute(retryBatch);
