import { verbRoute } from '@/lib/api/route';
import { submitBatch } from '@/lib/services/batch/submit';

export const POST = verbRoute(submitBatch);
