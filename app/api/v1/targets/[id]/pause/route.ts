import { verbRoute } from '@/lib/api/route';
import { pauseTarget } from '@/lib/services/target/pause';

export const POST = verbRoute(pauseTarget);
