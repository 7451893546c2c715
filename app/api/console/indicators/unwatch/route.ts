import { verbRoute } from '@/lib/api/route';
import { unwatchIndicator } from '@/lib/services/indicator/unwatch';

export const POST = verbRoute(unwatchIndicator);
