import { verbRoute } from '@/lib/api/route';
import { watchIndicator } from '@/lib/services/indicator/watch';

export const POST = verbRoute(watchIndicator);
