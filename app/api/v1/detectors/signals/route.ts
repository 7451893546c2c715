import { queryRoute } from '@/lib/api/route';
import { signalsInUse } from '@/lib/services/detector/signals';

export const GET = queryRoute(signalsInUse);
