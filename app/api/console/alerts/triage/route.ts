import { verbRoute } from '@/lib/api/route';
import { triageBatch } from '@/lib/services/alert/triage-batch';

export const POST = verbRoute(triageBatch);
