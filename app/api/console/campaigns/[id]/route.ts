import { apiRoute } from '@/lib/api/route';
import { campaignHead } from '@/lib/services/campaign/header';

export const GET = apiRoute(async ({ actor, params }) => campaignHead({ id: params.id ?? '' }, { actor }));
