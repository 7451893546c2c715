import { verbRoute } from '@/lib/api/route';
import { approveBatch } from '@/lib/services/batch/approve';

export const POST = verbRoute(approveBatch);
