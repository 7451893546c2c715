import { verbRoute } from '@/lib/api/route';
import { toShadow } from '@/lib/services/detector/to-shadow';

export const POST = verbRoute(toShadow);
