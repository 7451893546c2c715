import { verbRoute } from '@/lib/api/route';
import { releaseAlert } from '@/lib/services/alert/release';

export const POST = verbRoute(releaseAlert);
