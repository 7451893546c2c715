import { verbRoute } from '@/lib/api/route';
import { assignAlert } from '@/lib/services/alert/assign';

export const POST = verbRoute(assignAlert);
