import { verbRoute } from '@/lib/api/route';
import { cancelBatch } from '@/lib/services/batch/cancel';

export const POST = verbRoute(cancelBatch);
