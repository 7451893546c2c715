import { verbRoute } from '@/lib/api/route';
import { discardDetector } from '@/lib/services/detector/discard';

export const POST = verbRoute(discardDetector);
