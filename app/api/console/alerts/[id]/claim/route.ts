import { verbRoute } from '@/lib/api/route';
import { claimAlert } from '@/lib/services/alert/claim';

export const POST = verbRoute(claimAlert);
