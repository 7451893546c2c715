import { verbRoute } from '@/lib/api/route';
import { excludeAccount } from '@/lib/services/campaign/exclude';

export const POST = verbRoute(excludeAccount);
