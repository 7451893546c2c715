import { verbRoute } from '@/lib/api/route';
import { replayTarget } from '@/lib/services/target/replay';

export const POST = verbRoute(replayTarget);
