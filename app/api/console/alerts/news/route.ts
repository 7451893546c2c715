import { apiRoute } from '@/lib/api/route';
import { countNews } from '@/lib/services/alert/news';

export const GET = apiRoute(async ({ actor, search }) =>
  countNews({ since: String(search.since), ...search }, { actor }),
);
