import { verbRoute } from '@/lib/api/route';
import { goLive } from '@/lib/services/detector/go-live';

export const POST = verbRoute(goLive);
