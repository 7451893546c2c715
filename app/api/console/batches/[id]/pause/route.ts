import { verbRoute } from '@/lib/api/route';
import { pauseBatch } from '@/lib/services/batch/pause';

export const POST = verbRoute(pauseBatch);
