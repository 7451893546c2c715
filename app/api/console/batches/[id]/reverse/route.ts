import { verbRoute } from '@/lib/api/route';
import { reverseBatch } from '@/lib/services/batch/reverse';

export const POST = verbRoute(reverseBatch);
