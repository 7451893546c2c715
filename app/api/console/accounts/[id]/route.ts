import { queryRoute } from '@/lib/api/route';
import { accountPortrait } from '@/lib/services/account/portrait';

export const GET = queryRoute(accountPortrait);
