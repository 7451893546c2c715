import { verbRoute } from '@/lib/api/route';
import { includeAccount } from '@/lib/services/campaign/include';

export const POST = verbRoute(includeAccount);
