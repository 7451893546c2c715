import { verbRoute } from '@/lib/api/route';
import { excludeAccounts } from '@/lib/services/campaign/exclude-many';

export const POST = verbRoute(excludeAccounts);
