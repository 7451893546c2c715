import { apiRoute } from '@/lib/api/route';
import { ingestRequest } from '@/lib/services/ingest/request';

export const POST = apiRoute(({ request, actor }) => ingestRequest(request, actor));
