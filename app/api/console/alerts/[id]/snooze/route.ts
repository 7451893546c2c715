import { verbRoute } from '@/lib/api/route';
import { snoozeAlert } from '@/lib/services/alert/snooze';

export const POST = verbRoute(snoozeAlert);
