import { publicRoute } from '@/lib/api/route';
import { RetortError } from '@/lib/model/errors';

/** Whatever the API does not have is answered as a problem too, not as a page. */
const nothing = publicRoute(async ({ request }) => {
  throw new RetortError('not_found', `There is no ${request.method} ${new URL(request.url).pathname}.`);
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
