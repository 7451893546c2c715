import { verbRoute } from '@/lib/api/route';
import { pauseIntelSource } from '@/lib/services/intel/pause-source';

export const POST = verbRoute(pauseIntelSource);
