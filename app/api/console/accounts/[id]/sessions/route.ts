import { queryRoute } from '@/lib/api/route';
import { accountSessions } from '@/lib/services/account/sessions';

export const GET = queryRoute(accountSessions);
