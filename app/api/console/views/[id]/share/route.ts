import { verbRoute } from '@/lib/api/route';
import { shareView } from '@/lib/services/view/share';

export const POST = verbRoute(shareView);
