import { openApiDocument } from '@/lib/api/openapi';
import { publicRoute } from '@/lib/api/route';

export const GET = publicRoute(async () => openApiDocument());
