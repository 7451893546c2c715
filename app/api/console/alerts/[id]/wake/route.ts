import { verbRoute } from '@/lib/api/route';
import { wakeAlert } from '@/lib/services/alert/wake';

export const POST = verbRoute(wakeAlert);
