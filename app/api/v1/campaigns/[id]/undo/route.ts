import { verbRoute } from '@/lib/api/route';
import { undoDecision } from '@/lib/services/campaign/undo';

export const POST = verbRoute(undoDecision);
