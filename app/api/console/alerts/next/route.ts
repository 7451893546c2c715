import { verbRoute } from '@/lib/api/route';
import { claimNextAlert } from '@/lib/services/alert/claim-next';

export const POST = verbRoute(claimNextAlert);
