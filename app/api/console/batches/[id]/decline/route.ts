import { verbRoute } from '@/lib/api/route';
import { declineBatch } from '@/lib/services/batch/decline';

export const POST = verbRoute(declineBatch);
