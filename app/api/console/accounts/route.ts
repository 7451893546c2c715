import { apiRoute } from '@/lib/api/route';
import { browseAccounts } from '@/lib/services/account/browse';

export const GET = apiRoute(async ({ actor, search }) => browseAccounts(search, { actor }));
