import { verbRoute } from '@/lib/api/route';
import { resumeBatch } from '@/lib/services/batch/resume';

export const POST = verbRoute(resumeBatch);
